using System.Text;

namespace Accounting.Storage.Sqlite;

/// <summary>
/// Gives the same text for the same bytes where they come again soon: millions of keys share a few thousand names. A fixed number of
/// places; a text that falls on a taken one replaces
/// what stood there. Not thread-safe.
/// </summary>
internal sealed class TextPool
{
    private const int Places = 4_096;
    private const int TextBytesMax = 256;

    private readonly (byte[] Bytes, string Text)[] _places = new (byte[], string)[Places];

    public string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty) return "";
        if (utf8.Length > TextBytesMax) return Encoding.UTF8.GetString(utf8);
        ref var place = ref _places[PlaceOf(utf8)];
        if (!utf8.SequenceEqual(place.Bytes)) place = (utf8.ToArray(), Encoding.UTF8.GetString(utf8));
        return place.Text;
    }

    // FNV-1a: who chooses names so that they meet makes reading them as slow as it would be without a pool.
    private static int PlaceOf(ReadOnlySpan<byte> utf8)
    {
        var hash = 2_166_136_261u;
        foreach (var value in utf8) hash = unchecked((hash ^ value) * 16_777_619u);
        return (int)((hash ^ (hash >> 16)) & (Places - 1));
    }
}
