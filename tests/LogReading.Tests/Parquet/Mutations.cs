namespace Accounting.LogReading.Tests.Parquet;

/// <summary>Damages files at random: bits, bytes, numbers that mean lengths, pieces that are missing, doubled or moved; half of it in the footer, where lengths stand.</summary>
internal sealed class Mutations(int seed)
{
    private static readonly byte[] Telling = [0, 1, 2, 3, 4, 7, 8, 0x0f, 0x10, 0x15, 0x1c, 0x7f, 0x80, 0xfe, 0xff];

    private readonly Random _random = new(seed);

    public byte[] Next(byte[] file)
    {
        var changed = (byte[])file.Clone();
        for (var left = 1 + _random.Next(4); left > 0; left--) changed = Change(changed);
        return changed;
    }

    private byte[] Change(byte[] file)
    {
        if (file.Length < 16) return file;
        var at = PlaceIn(file);
        var length = Math.Min(1 + _random.Next(8), file.Length - at);
        switch (_random.Next(9))
        {
            case 0 or 1:
                file[at] ^= (byte)(1 << _random.Next(8));
                return file;
            case 2 or 3:
                file[at] = Telling[_random.Next(Telling.Length)];
                return file;
            case 4:
                _random.NextBytes(file.AsSpan(at, length));
                return file;
            case 5:
                file.AsSpan(at, length).Fill(0xff);
                return file;
            case 6:
                return [.. file[..at], .. file[(at + length)..]];
            case 7:
                return [.. file[..at], .. file[at..(at + length)], .. file[at..]];
            default:
                file.AsSpan(PlaceIn(file) is var from && from + length <= file.Length ? from : 0, length).ToArray().CopyTo(file, at);
                return file;
        }
    }

    // The footer's length stays right more often than not: else nothing behind it would ever be read.
    private int PlaceIn(byte[] file)
    {
        var footer = BitConverter.ToUInt32(file, file.Length - 8) is var length && length < file.Length - 12 ? file.Length - 8 - (int)length : 0;
        return _random.Next(20) == 0 ? _random.Next(file.Length) : _random.Next(2) == 0 ? footer + _random.Next(file.Length - 8 - footer) : _random.Next(Math.Max(1, footer));
    }
}
