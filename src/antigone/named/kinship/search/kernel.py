"""The pruned scan: which (remains, family) pairs can still reach the threshold, 128 families at a time.

Layout: a block holds 128 families. Row `k` of its table is one observation at one marker (see `tables`), and holds,
for each of the 128 families, how far that observation lies below the family's best possible one: the *deficit*,
in steps of a 254th of what the family can lose before it falls under the threshold, rounded **down**, saturated
at 255. Adding the rows of a profile with saturation gives 255 exactly where a pair surely misses the threshold;
anything less is a candidate, to be scored exactly. Since deficits only grow, a profile is dropped as soon as
all 128 lanes are full, tested after every eight markers. No true hit can be lost.

The vectors are written as LLVM IR (through numba's `intrinsic`), because LLVM splits them well for AVX-512, AVX2,
NEON or plain registers alike. Loads state `align=1`: numpy promises no more.
"""

from __future__ import annotations

from functools import cache
from typing import Any

LANES = 128
FULL = 255
CHECK_EVERY = 8


@cache
def scan_function() -> Any:
    """The compiled `scan(table, profiles, start, out_profile, out_lane) -> (found, next)`; made at first call, cached
    on disk.

    `table`: uint8[rows, 128], C order. `profiles`: int32[n, markers], row numbers. From profile `start` on it
    writes the candidates' profile numbers and lanes to `out_profile` and `out_lane` (int32) and returns how many it
    wrote, and the profile to go on
    from: `n` when it is through, less where the outputs are full.
    """
    import numba  # type: ignore[import-untyped, unused-ignore]

    survivors = _survivors_intrinsic()

    @numba.njit(nogil=True, cache=True)  # type: ignore[untyped-decorator, unused-ignore]
    def scan(table, profiles, start, out_profile, out_lane):  # type: ignore[no-untyped-def]
        n, markers = profiles.shape
        found = 0
        room = out_profile.shape[0]
        for p in range(start, n):
            low, high = survivors(table, profiles, p, markers)
            if low == 0 and high == 0:
                continue
            if found + LANES > room:
                return found, p
            for half in range(2):
                mask = low if half == 0 else high
                lane = half * 64
                while mask != 0:
                    if mask & numba.uint64(1):
                        out_profile[found] = p
                        out_lane[found] = lane
                        found += 1
                    mask = mask >> numba.uint64(1)
                    lane += 1
        return found, n

    return scan


def _survivors_intrinsic() -> Any:
    """`survivors(table, profiles, p, markers) -> (uint64, uint64)`: bit k set where lane k is not full."""
    from llvmlite import ir  # type: ignore[import-untyped, unused-ignore]
    from numba import types
    from numba.extending import intrinsic

    @intrinsic  # type: ignore[untyped-decorator, unused-ignore]
    def survivors(typingctx, table, profiles, p, markers):  # type: ignore[no-untyped-def] # noqa: ARG001
        signature = types.UniTuple(types.uint64, 2)(table, profiles, types.intp, types.intp)  # type: ignore[no-untyped-call]

        def codegen(context, builder, sig, args):  # type: ignore[no-untyped-def]
            table_array = context.make_array(sig.args[0])(context, builder, args[0])
            profile_array = context.make_array(sig.args[1])(context, builder, args[1])
            rows = builder.bitcast(table_array.data, ir.IntType(8).as_pointer())
            first = builder.mul(args[2], args[3])
            wanted = builder.gep(profile_array.data, [first])
            low, high = _emit_scan(builder, ir, rows, wanted, args[3])
            return context.make_tuple(builder, sig.return_type, (low, high))

        return signature, codegen

    return survivors


def _declared(module: Any, name: str, kind: Any, ir: Any) -> Any:
    """The function of that name in the module, declared where it is not yet."""
    return module.globals.get(name) or ir.Function(module, kind, name)


def _emit_scan(builder: Any, ir: Any, rows: Any, wanted: Any, markers: Any) -> tuple[Any, Any]:
    """Emit: add up the wanted rows with saturation, leaving the loop when every lane is full."""
    i8, i64 = ir.IntType(8), ir.IntType(64)
    vector = ir.VectorType(i8, LANES)
    bits = ir.IntType(LANES)
    full = ir.Constant(vector, [FULL] * LANES)
    add = _declared(builder.module, f"llvm.uadd.sat.v{LANES}i8", ir.FunctionType(vector, [vector, vector]), ir)

    before = builder.block
    loop = builder.append_basic_block("marker")
    test = builder.append_basic_block("test")
    step = builder.append_basic_block("next")
    done = builder.append_basic_block("done")
    builder.cbranch(builder.icmp_signed(">", markers, i64(0)), loop, done)

    builder.position_at_end(loop)
    at = builder.phi(i64)
    total = builder.phi(vector)
    at.add_incoming(i64(0), before)
    total.add_incoming(ir.Constant(vector, [0] * LANES), before)
    row = builder.sext(builder.load(builder.gep(wanted, [at])), i64)
    address = builder.gep(rows, [builder.mul(row, i64(LANES))])
    values = builder.load(builder.bitcast(address, vector.as_pointer()), align=1)
    summed = builder.call(add, [total, values])
    following = builder.add(at, i64(1))
    checked = builder.icmp_signed("==", builder.and_(following, i64(CHECK_EVERY - 1)), i64(0))
    builder.cbranch(checked, test, step)

    builder.position_at_end(test)
    open_lanes = builder.bitcast(builder.icmp_unsigned("!=", summed, full), bits)
    builder.cbranch(builder.icmp_unsigned("==", open_lanes, bits(0)), done, step)

    builder.position_at_end(step)
    at.add_incoming(following, step)
    total.add_incoming(summed, step)
    builder.cbranch(builder.icmp_signed("<", following, markers), loop, done)

    builder.position_at_end(done)
    result = builder.phi(vector)
    result.add_incoming(ir.Constant(vector, [0] * LANES), before)
    result.add_incoming(summed, test)
    result.add_incoming(summed, step)
    mask = builder.bitcast(builder.icmp_unsigned("!=", result, full), bits)
    return builder.trunc(mask, i64), builder.trunc(builder.lshr(mask, bits(64)), i64)
