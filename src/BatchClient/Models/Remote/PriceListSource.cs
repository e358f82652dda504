using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Http;
using Accounting.BatchClient.Terminal;
using Accounting.Core.Pricing;

namespace Accounting.BatchClient.Models.Remote;

/// <summary>Reads what a command names as the source of prices: a file, <c>-</c> for standard input, or an address of the web.</summary>
internal static class PriceListSource
{
    /// <exception cref="UserException">It cannot be read.</exception>
    public static async Task<byte[]> ReadAsync(string name, bool offline, CommandContext context, CancellationToken cancellationToken)
    {
        if (name == "-") return ReadInput(context);
        if (!name.Contains("://", StringComparison.Ordinal)) return InputFile.ReadAll(name, PricingLimits.MapBytesMax, context);
        var address = PriceListSettings.AddressOf(name)
            ?? throw UserException.WrongUsage($"'{name}' is no address that prices can come from. Expected a file, - or https://….");
        if (offline || PriceListSettings.IsOffline(context))
            throw new UserException($"'{name}' is an address, and the network is not to be touched "
                + "(--offline, ACCOUNTING_LOCAL_COST_MAP or ACCOUNTING_OFFLINE). Download it and give the file.");
        using var client = RedirectedRequest.CreateClient();
        var list = await new PriceListDownload(client, PriceListSettings.Limits, context.Time).GetAsync(address, null, cancellationToken).ConfigureAwait(false);
        return list.Content;
    }

    private static byte[] ReadInput(CommandContext context)
    {
        using var input = context.StandardInput();
        using var content = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int read; (read = input.Read(buffer)) > 0;)
        {
            if (content.Length + read > PricingLimits.MapBytesMax)
                throw new UserException($"Standard input has more than {PricingLimits.MapBytesMax:N0} bytes. Expected a cost map.");
            content.Write(buffer, 0, read);
        }
        return content.ToArray();
    }
}
