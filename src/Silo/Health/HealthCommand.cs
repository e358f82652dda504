using Accounting.Silo.Configuration;

namespace Accounting.Silo.Health;

/// <summary>The command <c>health</c>: an image without a shell has nothing but the program itself to ask with.</summary>
internal static class HealthCommand
{
    /// <summary>Longer than the silo waits for its ledger, so that its own answer comes first.</summary>
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(4);

    /// <summary>Asks the silo that runs on this machine with these settings, and writes its answer.</summary>
    /// <returns>Whether it is ready.</returns>
    /// <exception cref="SettingsException">One or more settings are wrong.</exception>
    public static async Task<bool> RunAsync(string[] args, TextWriter output)
    {
        using var host = Host.CreateDefaultBuilder(args).UseContentRoot(AppContext.BaseDirectory).Build();
        var address = $"http://127.0.0.1:{SiloSettings.Read(host.Services.GetRequiredService<IConfiguration>()).Endpoints.HealthPort}/readyz";
        using var client = new HttpClient { Timeout = AnswerTimeout };
        try
        {
            using var answer = await client.GetAsync(new Uri(address));
            await output.WriteLineAsync(await answer.Content.ReadAsStringAsync());
            return answer.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            await output.WriteLineAsync($"No silo answers at {address}: {exception.Message}");
            return false;
        }
    }
}
