using System.CommandLine;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Models;
using Accounting.Core.Pricing;
using Accounting.Core.Pricing.Agreements;

namespace Accounting.BatchClient.Agreements;

/// <summary>The options that say whom an agreement is with, what it is about and from when on.</summary>
internal sealed class PartyOptions
{
    public Option<string?> Tenant { get; } = new("--tenant", "-t") { Description = "The tenant.", HelpName = "NAME" };
    public Option<bool> AllTenants { get; } = new("--all-tenants") { Description = "All tenants that have no agreement of their own." };
    public Option<string?> Provider { get; } = new("--provider", "-p") { Description = "Only models of this provider.", HelpName = "NAME" };
    public Option<string?> Model { get; } = new("--model", "-m") { Description = "The price of this model; without it: discount and margin.", HelpName = "NAME" };
    public Option<string?> ValidFrom { get; } = new("--valid-from") { Description = "From when on. Default: now.", HelpName = "TIME" };
    public Option<string?> Source { get; } = new("--source") { Description = "The contract, or whoever agreed.", HelpName = "TEXT" };
    public Option<string?> Reason { get; } = new("--reason") { Description = "Why; kept with the agreement.", HelpName = "TEXT" };

    public IEnumerable<Option> All => [Tenant, AllTenants, Provider, Model, ValidFrom, Source, Reason];

    /// <summary>An offer without prices: whose agreement, and when.</summary>
    /// <exception cref="UserException">The party is not named, or the model has no entry in the cost map.</exception>
    public PriceOffer OfferOf(ParseResult parse, CostMap map, DateTimeOffset now)
    {
        var tenant = parse.GetValue(Tenant);
        if (parse.GetValue(AllTenants) == tenant is not null)
            throw UserException.WrongUsage("Name whom the agreement is with: --tenant NAME, or --all-tenants.");
        if (tenant is { Length: 0 or > PricingLimits.NameCharsMax / 4 })
            throw UserException.WrongUsage($"The tenant's name is empty or longer than {PricingLimits.NameCharsMax / 4} characters.");
        var (model, provider) = (parse.GetValue(Model), parse.GetValue(Provider) ?? "");
        CheckProvider(provider, map);
        return new()
        {
            Provider = model is null ? provider : "",
            Model = model is null ? Agreement.TermsOf(tenant) : Agreement.PriceOf(tenant, CostMapReader.Resolve(map, model, provider).Model!.FullName),
            Mode = Agreement.Mode,
            Prices = PriceFields.None,
            ValidFrom = parse.GetValue(ValidFrom) is { } time ? Instants.Parse("--valid-from", time) : now,
            KnownSince = now,
            Source = parse.GetValue(Source) ?? "registered",
            Reason = parse.GetValue(Reason) ?? "",
        };
    }

    // A provider that is misspelled would be agreed on in vain.
    private static void CheckProvider(string provider, CostMap map)
    {
        var known = map.Models.Select(model => ProviderNames.Normalize(model.Provider)).ToHashSet(StringComparer.Ordinal);
        if (provider.Length > 0 && !known.Contains(ProviderNames.Normalize(provider)))
            throw new UserException($"No model of provider '{provider}' is known.{NearNames.Suggestion(provider, known.Order(StringComparer.Ordinal))}");
    }
}
