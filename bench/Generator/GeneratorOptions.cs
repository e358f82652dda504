using System.Globalization;

namespace Accounting.Generator;

/// <summary>What to generate.</summary>
internal sealed record GeneratorOptions
{
    public const string Usage = """
        Writes a log of OpenAI chat calls (JSON Lines, request and response), the same bytes for the same options.
          --bytes N     how much: 1000000, 500KB, 300MB, 1GB (decimal), 64MiB        default 100MB
          --calls N     how many calls, in place of --bytes
          --seed N      default 1
          --usage W     reported (default) or none
          --tenants N   tenants with equally many calls, 1 to 100000                 default: eight, the first with more
          --models N    models, 1 to 10                                              default 10
          --day D       the calls' day, UTC                                          default 2026-10-01
          --out FILE    - is standard output                                         default -
        """;

    public long Bytes { get; private set; } = 100_000_000;
    public long? Calls { get; private set; }
    public ulong Seed { get; private set; } = 1;
    public bool ReportsUsage { get; private set; } = true;
    public int? Tenants { get; private set; }
    public int Models { get; private set; } = CallWriter.ModelsMax;
    public DateTimeOffset Day { get; private set; } = new(2026, 10, 1, 0, 0, 0, TimeSpan.Zero);
    public string Out { get; private set; } = "-";

    /// <exception cref="FormatException">An option is unknown or its value is wrong.</exception>
    public static GeneratorOptions Parse(string[] arguments)
    {
        var options = new GeneratorOptions();
        for (var i = 0; i < arguments.Length; i += 2)
        {
            if (i + 1 == arguments.Length) throw new FormatException($"{arguments[i]} needs a value.");
            options.Set(arguments[i], arguments[i + 1]);
        }
        return options;
    }

    private void Set(string name, string value)
    {
        switch (name)
        {
            case "--bytes": Bytes = Size(value); break;
            case "--calls": Calls = Size(value); break;
            case "--seed": Seed = ulong.Parse(value, CultureInfo.InvariantCulture); break;
            case "--tenants": Tenants = Within(name, value, 100_000); break;
            case "--models": Models = Within(name, value, CallWriter.ModelsMax); break;
            case "--out": Out = value; break;
            case "--day": Day = DateTimeOffset.ParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal); break;
            case "--usage" when value is "none" or "reported": ReportsUsage = value == "reported"; break;
            default: throw new FormatException($"{name} {value} is not understood.");
        }
    }

    private static int Within(string name, string value, int max) =>
        int.Parse(value, CultureInfo.InvariantCulture) is var number and >= 1 && number <= max ? number : throw new FormatException($"{name} is {value}; expected 1 to {max}.");

    private static long Size(string text)
    {
        var digits = text.TrimEnd("KMGTBi".ToCharArray());
        var unit = text[digits.Length..] switch
        {
            "" or "B" => 1L,
            "KB" => 1_000L,
            "MB" => 1_000_000L,
            "GB" => 1_000_000_000L,
            "KiB" => 1L << 10,
            "MiB" => 1L << 20,
            "GiB" => 1L << 30,
            var other => throw new FormatException($"The unit {other} of {text} is not understood."),
        };
        return long.Parse(digits, NumberStyles.AllowThousands, CultureInfo.InvariantCulture) * unit;
    }
}
