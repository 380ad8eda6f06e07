using HolySheep.Failures;
using HolySheep.Providers.Exchange;
using HolySheep.Transport;

namespace HolySheep.Providers.Errors;

/// <summary>The failures of exchanges without an error of the provider: no reply came, or an unexpected one.</summary>
internal static class ExchangeFailures
{
    /// <summary>Bytes did not arrive.</summary>
    public static Failure OfTransport(TransportException exception, ExchangeScope exchange) => new()
    {
        Signal = exception.Fault switch
        {
            TransportFault.NameNotResolved => FailureSignal.NameNotResolved,
            TransportFault.ConnectionFailed or TransportFault.ConnectTimedOut => FailureSignal.ConnectionFailed,
            TransportFault.TlsFailed => FailureSignal.TlsFailed,
            TransportFault.ProxyFailed => FailureSignal.ProxyFailed,
            TransportFault.ShortBody => FailureSignal.ShortBody,
            TransportFault.TooLarge => FailureSignal.NotACompletion,
            _ => FailureSignal.ConnectionReset,
        },
        Status = exchange.Status == 0 ? null : exchange.Status,
        Message = exception.Message,
        RequestId = exchange.RequestId,
        Generated = exchange.SoFar.Generated,
        IsUnsent = exchange.SoFar.Unsent is not null,
        Cause = exception,
    };

    /// <summary>Nothing arrived within the limit of silence.</summary>
    public static Failure OfSilence(ExchangeScope exchange) => new()
    {
        Signal = FailureSignal.Stalled,
        Status = exchange.Status == 0 ? null : exchange.Status,
        Message = exchange.SoFar.Unsent is { } unsent ? "its limit ended " + unsent : exchange.Status == 0 ? "no response came in time" : "the reply stalled",
        RequestId = exchange.RequestId,
        Generated = exchange.SoFar.Generated,
        IsUnsent = exchange.SoFar.Unsent is not null,
    };

    /// <summary>Nothing of an answer arrived within the limit of silence.</summary>
    public static Failure OfSilence(ProviderCall call, ExchangeScope exchange)
    {
        var failure = OfSilence(exchange);
        return call.Streamed && exchange.Status == 0 ? failure with { Signal = FailureSignal.NoFirstToken } : failure;
    }

    /// <summary>The status is a success, but the reply is something else than was asked for.</summary>
    /// <param name="exchange">The exchange.</param>
    /// <param name="expected">What was asked for, for example <c>a list of models</c>.</param>
    public static Failure NotExpected(ExchangeScope exchange, string expected) => new()
    {
        Signal = FailureSignal.NotACompletion,
        Status = exchange.Status,
        Message = "the reply is not " + expected,
        RequestId = exchange.RequestId,
    };
}
