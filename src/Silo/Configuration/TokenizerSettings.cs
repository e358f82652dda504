using System.Globalization;
using Accounting.Grains.Tokenizing;

namespace Accounting.Silo.Configuration;

/// <summary>How the silo counts chunks: <see cref="TokenizerOptions"/> says what each setting means.</summary>
internal static class TokenizerSettings
{
    public static TokenizerOptions Read(SettingsReader reader)
    {
        var processors = Environment.ProcessorCount;
        var standard = new TokenizerOptions();
        var heldMin = (int)(TokenizerOptions.HeldBytesMin >> 20) + 1;
        var never = -1; // A threshold or limit that is not set.
        var options = new TokenizerOptions
        {
            CountTokens = reader.Switch("Tokenizer:CountTokens", standard.CountTokens),
            ConcurrencyMax = reader.Number("Tokenizer:ConcurrencyMax", processors, 1, TokenizerOptions.AdmittedMax, "processors"),
            WaitingMax = reader.Number("Tokenizer:WaitingMax", 2 * processors, 0, TokenizerOptions.AdmittedMax, "twice the processors"),
            HeldBytesMax = (long)reader.Number("Tokenizer:HeldMiBMax", (int)(standard.HeldBytesMax >> 20), heldMin, 1 << 20) << 20,
            BusyPause = reader.Milliseconds("Tokenizer:BusyPauseMs", (int)standard.BusyPause.TotalMilliseconds, 1, (int)TokenizerOptions.BusyPauseMax.TotalMilliseconds),
            OffloadThresholdBytes = reader.Number("Tokenizer:OffloadThresholdBytes", standard.OffloadThresholdBytes ?? never, never, int.MaxValue) is var bytes and >= 0
                ? bytes : null,
            OffloadThreads = reader.Number("Tokenizer:OffloadThreads", standard.OffloadThreads, 0, 256),
            CountTimeout = reader.Number("Tokenizer:CountTimeoutMs", never, never, int.MaxValue, "none") is var time and > 0 ? TimeSpan.FromMilliseconds(time) : null,
        };
        if (options.ConcurrencyMax + options.WaitingMax > TokenizerOptions.AdmittedMax)
        {
            reader.Report(string.Create(CultureInfo.InvariantCulture, $"{SettingsReader.Root}:Tokenizer:ConcurrencyMax and WaitingMax are together ")
                + string.Create(CultureInfo.InvariantCulture, $"{options.ConcurrencyMax + options.WaitingMax}; expected are at most {TokenizerOptions.AdmittedMax}."));
        }
        return options;
    }
}
