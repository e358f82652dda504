using System.Collections.Immutable;

namespace Accounting.Core.Pricing;

/// <summary>The cost map that ships with the program: our own files, with dated prices and the source of each.</summary>
public static class ShippedPrices
{
    private const string Folder = ".Pricing.Data.";

    private static readonly Lazy<CostMap> s_map = new(() => CostMap.OfChecked(Read()));

    /// <summary>Read once, when it is first needed.</summary>
    public static CostMap Map => s_map.Value;

    /// <summary>The shipped models as their files give them.</summary>
    public static ImmutableArray<ModelPrices> Read()
    {
        var assembly = typeof(ShippedPrices).Assembly;
        return [.. assembly.GetManifestResourceNames().Where(name => name.Contains(Folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).SelectMany(name => ReadFile(name))];
    }

    private static ImmutableArray<ModelPrices> ReadFile(string name)
    {
        using var stream = typeof(ShippedPrices).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return CostMapSerializer.Read(bytes, name);
    }
}
