using Accounting.Grains.Prices;
using Accounting.Grains.Tokenizing;
using Accounting.Silo.Configuration;
using Accounting.Silo.Health;
using Accounting.Silo.Telemetry;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace Accounting.Silo.Hosting;

/// <summary>Puts the silo together. Parts start in the order in which they stand here, and stop in the opposite one.</summary>
internal static class SiloHost
{
    /// <exception cref="SettingsException">One or more settings are wrong.</exception>
    public static IHost Build(string[] args) => Host.CreateDefaultBuilder(args)
        .UseContentRoot(AppContext.BaseDirectory) // Where appsettings.json lies; the working folder is the user's.
        .ConfigureLogging(AddLogging)
        .ConfigureServices(AddServices)
        .ConfigureWebHost(HealthEndpoints.Configure) // Before the silo: alive while it joins, and tells that it stops while it hands over.
        .UseOrleans(ConfigureSilo)
        .ConfigureServices(services => services.AddHostedService<ReadyAnnouncement>())
        .Build();

    internal static SiloSettings SettingsOf(HostBuilderContext context)
    {
        if (!context.Properties.TryGetValue(typeof(SiloSettings), out var settings))
            context.Properties.Add(typeof(SiloSettings), settings = SiloSettings.Read(context.Configuration));
        return (SiloSettings)settings;
    }

    private static void AddLogging(HostBuilderContext context, ILoggingBuilder logging)
    {
        logging.ClearProviders().AddConsole();
        // A program reads the log of a service, unless somebody has chosen otherwise.
        if (!context.HostingEnvironment.IsDevelopment() && context.Configuration["Logging:Console:FormatterName"] is null)
            logging.Services.Configure<ConsoleLoggerOptions>(options => options.FormatterName = ConsoleFormatterNames.Json);
    }

    private static void AddServices(HostBuilderContext context, IServiceCollection services)
    {
        var settings = SettingsOf(context);
        services.AddSingleton(settings);
        services.AddSingleton(TimeProvider.System);
        services.Configure<HostOptions>(options => options.ShutdownTimeout = settings.Stop.Timeout);
        services.AddHostedService<TelemetryExport>();
        services.AddHostedService<PortCheck>();
        services.AddLedger(settings);
        services.AddAccountingPrices().AddSingleton(Options.Create(settings.Prices));
        services.AddAccountingTokenizing().AddSingleton(Options.Create(settings.Tokenizer));
        services.AddSiloHealth();
    }

    private static void ConfigureSilo(HostBuilderContext context, ISiloBuilder silo)
    {
        silo.AddClustering(SettingsOf(context));
        silo.AddActivityPropagation();
        silo.Configure<Orleans.Configuration.SiloMessagingOptions>(options => options.MaxMessageBodySize = Grains.Interfaces.MessageLimits.MessageBytesMax);
    }
}
