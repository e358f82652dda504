using Microsoft.Extensions.Options;

namespace Accounting.Grains.Prices;

/// <summary>Names all problems of the settings at once.</summary>
internal sealed class PriceOptionsValidator : IValidateOptions<PriceOptions>
{
    public ValidateOptionsResult Validate(string? name, PriceOptions options)
    {
        var problems = new List<string>();
        if (options.PollPeriod < PriceOptions.PollPeriodMin || options.PollPeriod > PriceOptions.PollPeriodMax)
            problems.Add(FormattableString.Invariant(
                $"{PriceOptions.Section}:{nameof(options.PollPeriod)} is {options.PollPeriod}; expected {PriceOptions.PollPeriodMin} to {PriceOptions.PollPeriodMax}."));
        if (options.PinnedMapsMax is < 1 or > PriceOptions.PinnedMapsLimit)
            problems.Add(FormattableString.Invariant(
                $"{PriceOptions.Section}:{nameof(options.PinnedMapsMax)} is {options.PinnedMapsMax}; expected 1 to {PriceOptions.PinnedMapsLimit}."));
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
