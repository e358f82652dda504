using System.Net;
using System.Net.Http.Headers;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Http;

namespace Accounting.BatchClient.Models.Remote;

/// <summary>Fetches a price list from an address: as a whole or not at all, within limits of size and time, in several attempts.</summary>
internal sealed class PriceListDownload(HttpClient http, HttpLimits limits, TimeProvider time)
{
    private readonly HttpAttempts _attempts = new(limits, time);

    /// <summary>The list.</summary>
    /// <param name="address">Where it is.</param>
    /// <param name="known">What is kept of it: not sent again where it is still the same.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="UserException">It could not be fetched, or the answer is no.</exception>
    public async Task<PriceList> GetAsync(Uri address, PriceList? known, CancellationToken cancellationToken)
    {
        try
        {
            var what = $"{address.Host} did not give the cost map";
            return (await _attempts.RunAsync(what, () => TryAsync(address, known, cancellationToken), cancellationToken).ConfigureAwait(false))!;
        }
        catch (UnreachableServerException exception)
        {
            throw new UserException($"{exception.Message} Nothing was changed. Check the network and the address {address}, or import a file.", exception);
        }
    }

    private async Task<Attempt<PriceList>> TryAsync(Uri address, PriceList? known, CancellationToken cancellationToken)
    {
        using var stall = new Stall(limits, time, cancellationToken);
        var request = new RedirectedRequest(http, limits, "the cost map's address");
        using var response = await request.SendAsync(address, message => Ask(message, known), null, stall.Token).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.NotModified && known is not null) return Attempt<PriceList>.Done(known with { IsNew = false });
        if (HttpAttempts.MayChange(response.StatusCode)) return _attempts.Again<PriceList>(response);
        if (response.StatusCode != HttpStatusCode.OK)
            throw new UserException(
                $"{address.Host} answers {(int)response.StatusCode} for {address}. Expected the cost map; nothing was changed. Check the address.");
        using var content = new MemoryStream();
        await HttpBody.CopyAsync(response, content, address.ToString(), limits, stall).ConfigureAwait(false);
        return Attempt<PriceList>.Done(new(content.ToArray(), response.Headers.ETag?.ToString(), true));
    }

    private static void Ask(HttpRequestMessage request, PriceList? known)
    {
        if (known?.EntityTag is { } tag && EntityTagHeaderValue.TryParse(tag, out var header)) request.Headers.IfNoneMatch.Add(header);
    }
}
