using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Accounting.Tokenization.BytePair;

/// <summary>
/// Places of arrays and spans without the runtime's check of each index, for the innermost loops; whoever asks says why the index is good.
/// <c>ACCOUNTING_TOKENIZER=checked</c> checks each one, and the same tests run that way too.
/// </summary>
internal static class Unchecked
{
    /// <summary>Read once, so that the compiler leaves out what it does not need.</summary>
    private static readonly bool IsChecked = ForcedWay.IsChecked;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref T At<T>(T[] array, int index)
    {
        if (IsChecked) return ref array[index];
        return ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(array), (nint)(uint)index);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T At<T>(ReadOnlySpan<T> span, int index)
    {
        if (IsChecked) return span[index];
        return Unsafe.Add(ref MemoryMarshal.GetReference(span), (nint)(uint)index);
    }

    /// <summary>Fails in the checked way when a pointer is about to leave its memory.</summary>
    /// <param name="start">The first place that is touched.</param>
    /// <param name="count">How many are touched.</param>
    /// <param name="length">How many there are.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Assert(long start, int count, long length)
    {
        if (IsChecked && (start < 0 || start + count > length)) Fail(start, count, length);
    }

    private static void Fail(long start, int count, long length) =>
        throw new UnreachableException($"The tokenizer touched {count} places from {start} on, of {length}.");
}
