using System.Collections.Immutable;
using Accounting.Core.Ledger;
using Accounting.Core.Pricing;

namespace Accounting.Grains.Interfaces.Prices;

/// <summary>A <see cref="PriceOffer"/> that travels: a model with one price row, in the cost map's own JSON.</summary>
[GenerateSerializer, Immutable, Alias(Aliases.OfferMessage)]
public sealed class OfferMessage
{
    /// <summary>A cost map of one model and one row (<see cref="CostMapSerializer"/>).</summary>
    [Id(0)] public byte[] Map { get; init; } = [];
    [Id(1)] public bool Force { get; init; }
    /// <summary>Whether these prices are all that the model costs (<see cref="PriceOffer.Replaces"/>).</summary>
    [Id(2)] public bool Replaces { get; init; }
    /// <summary>Whether it adds nothing where it says nothing new (<see cref="PriceOffer.SkipsUnchanged"/>).</summary>
    [Id(3)] public bool SkipsUnchanged { get; init; }

    public static OfferMessage From(PriceOffer offer)
    {
        var row = new PriceRow
        {
            ValidFrom = offer.ValidFrom,
            ValidTo = offer.ValidTo,
            KnownSince = offer.KnownSince,
            Kind = offer.Kind,
            Source = offer.Source,
            Reason = offer.Reason,
            Prices = offer.Prices,
        };
        var model = new ModelPrices
        {
            Provider = offer.Provider,
            Model = offer.Model,
            Aliases = offer.Aliases,
            Mode = offer.Mode,
            MaxInputTokens = offer.MaxInputTokens,
            MaxOutputTokens = offer.MaxOutputTokens,
            Info = offer.Info,
            Rows = [row],
        };
        return new() { Map = CostMapSerializer.Write([model]), Force = offer.Force, Replaces = offer.Replaces, SkipsUnchanged = offer.SkipsUnchanged };
    }

    /// <exception cref="LedgerException">The message is no offer of one model.</exception>
    public PriceOffer ToOffer()
    {
        var models = Read();
        WrongMessage.Unless(models.Length == 1 && models[0].Rows.Length == 1, "an offer is not of one model with one price row");
        var (model, row) = (models[0], models[0].Rows[0]);
        return new()
        {
            Provider = model.Provider,
            Model = model.Model,
            Aliases = model.Aliases,
            Mode = model.Mode,
            MaxInputTokens = model.MaxInputTokens,
            MaxOutputTokens = model.MaxOutputTokens,
            Info = model.Info,
            Replaces = Replaces,
            SkipsUnchanged = SkipsUnchanged,
            ValidFrom = row.ValidFrom,
            ValidTo = row.ValidTo,
            KnownSince = row.KnownSince,
            Kind = row.Kind,
            Source = row.Source,
            Reason = row.Reason,
            Prices = row.Prices,
            Force = Force,
        };
    }

    private ImmutableArray<ModelPrices> Read()
    {
        try
        {
            return CostMapSerializer.Read(Map, "the offered price");
        }
        catch (CostMapException exception)
        {
            throw new LedgerException(LedgerFault.Refused, exception.Message, exception);
        }
    }
}
