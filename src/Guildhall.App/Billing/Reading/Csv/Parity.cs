using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using ArmAes = System.Runtime.Intrinsics.Arm.Aes;

namespace Guildhall.App.Billing.Reading.Csv;

/// <summary>For each bit, whether an odd number of bits is set up to and with it: which bytes stand within quotes.</summary>
internal interface IParity
{
    static abstract bool IsSupported { get; }

    static abstract ulong Prefix(ulong bits);
}

/// <summary>A product without carries, by all ones, is the exclusive or of all shifts.</summary>
internal readonly struct CarryLessParity : IParity
{
    public static bool IsSupported => Pclmulqdq.IsSupported || ArmAes.IsSupported;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Prefix(ulong bits) =>
        Pclmulqdq.IsSupported
            ? Pclmulqdq.CarrylessMultiply(Vector128.CreateScalar(bits), Vector128<ulong>.AllBitsSet, 0).ToScalar()
            : ArmAes.PolynomialMultiplyWideningLower(Vector64.CreateScalar(bits), Vector64<ulong>.AllBitsSet).ToScalar();
}

internal readonly struct ShiftedParity : IParity
{
    public static bool IsSupported => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Prefix(ulong bits)
    {
        bits ^= bits << 1;
        bits ^= bits << 2;
        bits ^= bits << 4;
        bits ^= bits << 8;
        bits ^= bits << 16;
        return bits ^ (bits << 32);
    }
}
