using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using HolySheep.Gateway.Observing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace HolySheep.Gateway.Exporting;

/// <summary>Exports the spans and the measurements of calls by OTLP, as the <c>OTEL_*</c> variables say. Neither prompts nor answers are in them.</summary>
public sealed class TelemetryExport : IDisposable
{
    private const string Source = "HolySheep";
    private const string Requests = "Microsoft.AspNetCore.Hosting";

    private const int Rest = 1500;

    private readonly TracerProvider? _traces;
    private readonly MeterProvider? _metrics;

    private TelemetryExport(ExportChoice? traces, ExportChoice? metrics, string version, Action<string> warn)
    {
        _traces = traces is null ? null : Sdk.CreateTracerProviderBuilder()
            .ConfigureServices(services => services.AddSingleton(SettingsOf(traces)))
            .SetResourceBuilder(Resource(version))
            .AddSource(Source)
            .AddOtlpExporter(options => Configure(options, traces, "traces", warn))
            .Build();
        _metrics = metrics is null ? null : Sdk.CreateMeterProviderBuilder()
            .ConfigureServices(services => services.AddSingleton(SettingsOf(metrics)))
            .SetResourceBuilder(Resource(version))
            .AddMeter(Source, Requests)
            .AddView(instrument => instrument.Meter.Name == Source && MetricSeries.BoundsOf(instrument) is { } bounds ? new ExplicitBucketHistogramConfiguration { Boundaries = bounds } : null)
            .AddOtlpExporter(options => Configure(options, metrics, "metrics", warn))
            .Build();
    }

    /// <summary>Begins to export what the environment asks for; null, and nothing is loaded, if it asks for nothing.</summary>
    /// <param name="version">The version of this product, for the receiver.</param>
    /// <param name="warn">Receives what cannot be exported, from any thread.</param>
    public static TelemetryExport? Start(string version, Action<string> warn) =>
        Start(Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value, StringComparer.Ordinal), version, warn);

    /// <summary>Begins to export what these variables ask for; null if they ask for nothing.</summary>
    internal static TelemetryExport? Start(IReadOnlyDictionary<string, string?> variables, string version, Action<string> warn)
    {
        var (traces, metrics) = (ExportChoice.Read("TRACES", variables, warn), ExportChoice.Read("METRICS", variables, warn));
        return traces is null && metrics is null ? null : new TelemetryExport(traces, metrics, version, warn);
    }

    /// <summary>Sends what is left, for at most 1.5 s in all.</summary>
    public void Dispose()
    {
        // Side by side, and before Dispose, which would give each 5 s: a receiver that takes connections and does not answer holds up both.
        var traces = Task.Run(() => _traces?.Shutdown(Rest));
        _metrics?.Shutdown(Rest);
        traces.Wait();
        _traces?.Dispose();
        _metrics?.Dispose();
    }

    // What the variables say of the service goes last, so that it takes precedence.
    private static ResourceBuilder Resource(string version) =>
        ResourceBuilder.CreateEmpty().AddService("holysheep", serviceVersion: version).AddTelemetrySdk().AddEnvironmentVariableDetector();

    private static IConfiguration SettingsOf(ExportChoice choice) => new ConfigurationBuilder().AddInMemoryCollection(choice.Variables).Build();

    private static void Configure(OtlpExporterOptions options, ExportChoice choice, string signal, Action<string> warn)
    {
        if (choice.Endpoint is { } endpoint)
        {
            options.Endpoint = endpoint;
        }

        if (!choice.HasCertificates)
        {
            options.HttpClientFactory = () => new HttpClient(new ExportWatch(signal, warn)) { Timeout = TimeSpan.FromMilliseconds(options.TimeoutMilliseconds) };
        }
    }
}
