using Microsoft.Extensions.Options;

namespace Accounting.Grains.Tokenizing;

/// <summary>Names all problems of the settings at once.</summary>
internal sealed class TokenizerOptionsValidator : IValidateOptions<TokenizerOptions>
{
    private const int OffloadThreadsMax = 256;

    public ValidateOptionsResult Validate(string? name, TokenizerOptions options)
    {
        var problems = Problems(options).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(TokenizerOptions options)
    {
        if (options.ConcurrencyMax < 1) yield return Problem(nameof(options.ConcurrencyMax), options.ConcurrencyMax, "at least 1");
        if (options.WaitingMax < 0) yield return Problem(nameof(options.WaitingMax), options.WaitingMax, "0 or more");
        if ((long)options.ConcurrencyMax + options.WaitingMax > TokenizerOptions.AdmittedMax)
            yield return Problem(
                $"{nameof(options.ConcurrencyMax)} + {nameof(options.WaitingMax)}", (long)options.ConcurrencyMax + options.WaitingMax, $"at most {TokenizerOptions.AdmittedMax}");
        if (options.HeldBytesMax < TokenizerOptions.HeldBytesMin)
            yield return Problem(nameof(options.HeldBytesMax), options.HeldBytesMax, $"at least {TokenizerOptions.HeldBytesMin}, the longest line");
        if (options.BusyPause <= TimeSpan.Zero || options.BusyPause > TokenizerOptions.BusyPauseMax)
            yield return Problem(nameof(options.BusyPause), options.BusyPause, $"more than 0 and at most {TokenizerOptions.BusyPauseMax}");
        if (options.OffloadThresholdBytes < 0) yield return Problem(nameof(options.OffloadThresholdBytes), options.OffloadThresholdBytes, "0 or more, or none");
        if (options.OffloadThreads is < 0 or > OffloadThreadsMax)
            yield return Problem(nameof(options.OffloadThreads), options.OffloadThreads, $"0 to {OffloadThreadsMax}");
        if (options.CountTimeout <= TimeSpan.Zero) yield return Problem(nameof(options.CountTimeout), options.CountTimeout, "more than 0, or none");
    }

    private static string Problem(string option, object? value, string expected) =>
        FormattableString.Invariant($"{TokenizerOptions.Section}:{option} is {value}; expected {expected}.");
}
