using System.Runtime.InteropServices;
using System.Text;
using Accounting.Tokenization.Pipelines;
using Accounting.Tokenization.Pipelines.Vocabularies;

namespace Accounting.Tokenization.SentencePiece;

/// <summary>Encodes text with a SentencePiece BPE model. Not thread-safe.</summary>
internal sealed class PieceMergeEncoder(PieceMergeModel model) : PieceEncoder
{
    /// <summary>Scratch memory for longer texts is given back after each.</summary>
    private const int KeptMax = 1 << 20;

    private readonly SymbolMerger _merger = new(model.MergeTable);
    private readonly PieceCache _cache = new();
    private readonly List<int> _found = [];
    private int[] _symbols = new int[256];
    private bool _wasUnknown;

    public override void Encode(ReadOnlySpan<byte> piece, List<int> tokens)
    {
        var plain = 0;
        for (var at = 0; at < piece.Length;)
        {
            var id = model.UserDefined.Longest(piece[at..], out var length);
            if (id == ByteTrie.None)
            {
                Rune.DecodeFromUtf8(piece[at..], out _, out length);
                at += length;
                continue;
            }
            EncodePlain(piece[plain..at], tokens);
            tokens.Add(id);
            at += length;
            plain = at;
        }
        EncodePlain(piece[plain..], tokens);
        if (_symbols.Length > KeptMax) _symbols = new int[256];
    }

    private void EncodePlain(ReadOnlySpan<byte> text, List<int> tokens)
    {
        for (int start = 0, end; start < text.Length; start = end)
        {
            end = model.CutsAtSpaces ? Metaspaces.NextCut(text, start) : text.Length;
            EncodePart(text[start..end], tokens);
        }
    }

    private void EncodePart(ReadOnlySpan<byte> part, List<int> tokens)
    {
        if (part.Length > PieceCache.PieceBytesMax)
        {
            Merge(part, tokens);
            return;
        }
        var hash = PieceHash.Of(part);
        if (!_cache.TryFind(part, hash, out var known))
        {
            _found.Clear();
            Merge(part, _found);
            known = CollectionsMarshal.AsSpan(_found);
            _cache.Add(part, hash, known);
        }
        tokens.AddRange(known);
    }

    /// <summary>Reads the symbols, up to each character that no piece holds and that can merge with nothing.</summary>
    private void Merge(ReadOnlySpan<byte> part, List<int> tokens)
    {
        if (_symbols.Length < part.Length) _symbols = new int[part.Length];
        var count = 0;
        _wasUnknown = false;
        while (!part.IsEmpty)
        {
            Rune.DecodeFromUtf8(part, out _, out var length);
            var symbol = model.Symbols.Find(part[..length]);
            if (symbol != TokenTable.None)
            {
                _symbols[count++] = symbol;
            }
            else
            {
                Flush(ref count, tokens);
                AddUnknown(part[..length], tokens);
            }
            part = part[length..];
        }
        Flush(ref count, tokens);
    }

    private void Flush(ref int count, List<int> tokens)
    {
        count = _merger.Merge(_symbols.AsSpan(0, count));
        foreach (var symbol in _symbols.AsSpan(0, count))
        {
            if (model.Tokens.Has(symbol))
            {
                tokens.Add(symbol);
                _wasUnknown = false;
            }
            else
            {
                AddUnknown(model.Symbols.Bytes(symbol), tokens);
            }
        }
        count = 0;
    }

    /// <summary>The tokens of its bytes, or one for a row of unknown characters.</summary>
    private void AddUnknown(ReadOnlySpan<byte> character, List<int> tokens)
    {
        if (model.ByteTokens is { } ofByte)
        {
            foreach (var value in character) tokens.Add(ofByte[value] != TokenTable.None ? ofByte[value] : model.Unknown);
            return;
        }
        if (!_wasUnknown) tokens.Add(model.Unknown);
        _wasUnknown = true;
    }
}
