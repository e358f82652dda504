using System.Buffers.Binary;
using Accounting.Tokenization;
using Accounting.Tokenization.Encodings;

namespace Accounting.ParquetBench;

/// <summary>What texts are given to, as UTF-8.</summary>
internal interface ITextSink
{
    /// <summary>Over all texts: the same for every reader that gives the same texts.</summary>
    long Result { get; }

    void Take(ReadOnlySpan<byte> text);
}

/// <summary>Looks at each byte once: what reading itself costs.</summary>
internal sealed class SumSink : ITextSink
{
    private ulong _sum;

    public long Result => unchecked((long)_sum);

    public void Take(ReadOnlySpan<byte> text)
    {
        unchecked
        {
            _sum += (ulong)text.Length;
            for (; text.Length >= 8; text = text[8..]) _sum += BinaryPrimitives.ReadUInt64LittleEndian(text);
            foreach (var one in text) _sum += one;
        }
    }
}

/// <summary>Counts tokens.</summary>
internal sealed class CountSink : ITextSink
{
    private readonly TokenCounter _counter = TokenEncoding.Get("o200k_base").CreateCounter();

    public long Result { get; private set; }

    public void Take(ReadOnlySpan<byte> text) => Result += _counter.Count(text);
}
