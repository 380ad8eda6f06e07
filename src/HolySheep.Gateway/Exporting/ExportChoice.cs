using System;
using System.Collections.Generic;
using System.Linq;

namespace HolySheep.Gateway.Exporting;

/// <summary>Which signals the <c>OTEL_*</c> variables want exported, and how, by OpenTelemetry's specification.</summary>
internal sealed record ExportChoice
{
    private const string Prefix = "OTEL_EXPORTER_OTLP_";
    private const string ProtocolName = "PROTOCOL";
    private const string EndpointName = "ENDPOINT";
    private const string HttpProtobuf = "http/protobuf";

    // What a signal may have of its own; it takes the place of the general value.
    private static readonly string[] Own = [ProtocolName, "HEADERS", "TIMEOUT", "COMPRESSION", "CERTIFICATE", "CLIENT_CERTIFICATE", "CLIENT_KEY"];

    /// <summary>The variables for this signal, as its exporter reads them.</summary>
    public required IReadOnlyDictionary<string, string?> Variables { get; init; }

    /// <summary>The signal's own address, which is used as it is; null if the general one is used, with the signal's path after it.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>True if certificates of its own are named.</summary>
    public bool HasCertificates => Variables.Any(variable => variable.Key is Prefix + "CERTIFICATE" or Prefix + "CLIENT_CERTIFICATE" && !string.IsNullOrEmpty(variable.Value));

    /// <summary>Reads what is wanted of a signal; null if it is not exported.</summary>
    /// <param name="signal">The signal, as the variables name it: <c>TRACES</c> or <c>METRICS</c>.</param>
    /// <param name="variables">The variables of the environment.</param>
    /// <param name="warn">Receives what cannot be done.</param>
    public static ExportChoice? Read(string signal, IReadOnlyDictionary<string, string?> variables, Action<string> warn)
    {
        var exporter = Value(variables, $"OTEL_{signal}_EXPORTER");
        var ownEndpoint = Value(variables, $"{Prefix}{signal}_{EndpointName}");
        var endpoint = ownEndpoint ?? Value(variables, Prefix + EndpointName);
        if (Is(Value(variables, "OTEL_SDK_DISABLED"), "true") || (exporter is null ? endpoint is null : Is(exporter, "none")))
        {
            return null;
        }

        if (exporter is not null && !Is(exporter, "otlp"))
        {
            warn($"OTEL_{signal}_EXPORTER is '{exporter}': the gateway exports by 'otlp' alone, so this is not exported. Give 'otlp' or 'none'.");
            return null;
        }

        if (endpoint is not null && !(Uri.TryCreate(endpoint, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
        {
            warn($"'{endpoint}' is not an address to which telemetry can be exported; nothing of {signal} is. Give one such as http://localhost:4318.");
            return null;
        }

        // Of other variables, two may differ in letter case only, such as http_proxy and HTTP_PROXY, which no settings can hold.
        var settings = variables.Where(variable => variable.Key.StartsWith("OTEL_", StringComparison.Ordinal)).ToDictionary(StringComparer.OrdinalIgnoreCase);
        foreach (var name in Own)
        {
            settings[Prefix + name] = Value(variables, $"{Prefix}{signal}_{name}") ?? Value(variables, Prefix + name);
        }

        // The library would speak gRPC.
        var protocol = settings[Prefix + ProtocolName] ??= HttpProtobuf;
        if (protocol is not (HttpProtobuf or "grpc"))
        {
            warn($"OTEL_EXPORTER_OTLP_PROTOCOL is '{protocol}', which the gateway does not speak; nothing of {signal} is exported. Give '{HttpProtobuf}' or 'grpc'.");
            return null;
        }

        return new ExportChoice { Variables = settings, Endpoint = ownEndpoint is null ? null : new Uri(ownEndpoint) };
    }

    private static string? Value(IReadOnlyDictionary<string, string?> variables, string name) => variables.GetValueOrDefault(name)?.Trim() is { Length: > 0 } text ? text : null;

    private static bool Is(string? text, string word) => string.Equals(text, word, StringComparison.OrdinalIgnoreCase);
}
