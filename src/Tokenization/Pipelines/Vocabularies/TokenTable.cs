using System.Numerics;
using System.Text;

namespace Accounting.Tokenization.Pipelines.Vocabularies;

/// <summary>The tokens of a vocabulary by their bytes and by their id. Read-only once filled, then shared by all threads.</summary>
internal sealed class TokenTable
{
    public const int None = -1;

    /// <summary>Slots that one token may look at. Half of them are empty, so some 50 are much; more are made on purpose.</summary>
    private const int StepsMax = 1000;

    private byte[] _bytes = new byte[1 << 12];
    private int _written;
    private (int Start, int Length)[] _places = [];
    private int[] _slots = new int[64];

    /// <summary>Tokens.</summary>
    public int Count { get; private set; }

    /// <summary>One more than the highest id.</summary>
    public int End { get; private set; }

    /// <exception cref="InvalidDataException">The id or the text is out of bounds, or is there already.</exception>
    public void Add(ReadOnlySpan<byte> text, int id)
    {
        if (id is < 0 or >= TokenizerLimits.IdEnd)
            throw new InvalidDataException($"The token {Show(text)} has the id {id}. Expected 0 to {TokenizerLimits.IdEnd - 1}.");
        if (text.Length > TokenizerLimits.TokenBytesMax)
            throw new InvalidDataException($"Token {id} has {text.Length:N0} bytes. Expected at most {TokenizerLimits.TokenBytesMax:N0}.");
        if (Find(text) != None) throw new InvalidDataException($"The token {Show(text)} stands twice in the vocabulary.");
        if (Has(id)) throw new InvalidDataException($"Two tokens have the id {id}: {Show(Bytes(id))} and {Show(text)}.");
        if (2 * (Count + 1) > _slots.Length) Grow();
        if (id >= _places.Length) Resize(id);
        while (_written + text.Length > _bytes.Length) Array.Resize(ref _bytes, 2 * _bytes.Length);
        text.CopyTo(_bytes.AsSpan(_written));
        _places[id] = (_written, text.Length);
        _written += text.Length;
        Count++;
        End = Math.Max(End, id + 1);
        Insert(id);
    }

    /// <summary>Whether a token has this id.</summary>
    public bool Has(int id) => (uint)id < (uint)_places.Length && _places[id].Start != None;

    /// <summary>The text of a token; empty where no token has this id.</summary>
    public ReadOnlySpan<byte> Bytes(int id) => Has(id) ? _bytes.AsSpan(_places[id].Start, _places[id].Length) : default;

    /// <summary>The id of a token, or <see cref="None"/>.</summary>
    public int Find(ReadOnlySpan<byte> text)
    {
        for (var at = Slot(text); ; at = (at + 1) & (_slots.Length - 1))
        {
            var id = _slots[at] - 1;
            if (id == None) return None;
            var (start, length) = _places[id];
            if (length == text.Length && _bytes.AsSpan(start, length).SequenceEqual(text)) return id;
        }
    }

    private static string Show(ReadOnlySpan<byte> text) => $"'{Encoding.UTF8.GetString(text[..Math.Min(text.Length, 60)])}'";

    private void Resize(int id)
    {
        var from = _places.Length;
        Array.Resize(ref _places, Math.Min(Math.Max(id + 1, 2 * from), TokenizerLimits.IdEnd));
        _places.AsSpan(from).Fill((None, 0));
    }

    private void Grow()
    {
        _slots = new int[2 * _slots.Length];
        for (var id = 0; id < End; id++)
            if (Has(id)) Insert(id);
    }

    private void Insert(int id)
    {
        var at = Slot(Bytes(id));
        for (var steps = 0; _slots[at] != 0; at = (at + 1) & (_slots.Length - 1))
            if (++steps > StepsMax) throw new InvalidDataException($"The tokens near id {id} are made to collide. Such a vocabulary is refused.");
        _slots[at] = id + 1;
    }

    private int Slot(ReadOnlySpan<byte> text) => (int)(PieceHash.Of(text) >> (64 - BitOperations.Log2((uint)_slots.Length)));
}
