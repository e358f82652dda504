using System.Runtime.Intrinsics;

namespace Accounting.Tokenization.Splitting;

/// <summary>Which instructions the engine is compiled for. Both ways give the same counts; the tests run both.</summary>
internal interface IInstructions
{
    /// <summary>Whether 16 bytes are looked at in one step.</summary>
    static abstract bool Vectors { get; }
}

internal readonly struct VectorInstructions : IInstructions
{
    public static bool Vectors => Vector128.IsHardwareAccelerated;
}

internal readonly struct ScalarInstructions : IInstructions
{
    public static bool Vectors => false;
}
