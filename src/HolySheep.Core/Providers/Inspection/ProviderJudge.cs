using HolySheep.Chat;
using HolySheep.Configuration.Options;
using HolySheep.Errors;
using HolySheep.Failures;
using HolySheep.Transport;

namespace HolySheep.Providers.Inspection;

/// <summary>Decides what a failed test says about a provider, and what to do.</summary>
internal sealed class ProviderJudge(NetworkOptions network, ProviderOptions options, Secret? key = null)
{
    private const int Forbidden = 403;
    private const int ProxyAuthenticationRequired = 407;

    public (ProviderVerdict Verdict, string Hint) Judge(Failure failure) => failure.Signal switch
    {
        FailureSignal.ProxyFailed => Proxy("its user and password, and whether it may connect to the provider"),

        // Through a proxy, the proxy resolves the provider's name: a name or connection fault is the proxy's.
        FailureSignal.NameNotResolved or FailureSignal.ConnectionFailed when ProxyInUse() is not null => Proxy("it does not answer"),
        FailureSignal.NameNotResolved => (ProviderVerdict.DnsFailed, $"Check the spelling of '{options.BaseUrl?.Host}' and the machine's name server."),
        FailureSignal.TlsFailed => (ProviderVerdict.TlsFailed, network.CaFile is null
            ? "Check the clock and the certificate; a company's own authority goes into network.caFile."
            : "Check the clock, the host name in the address, and the authorities in network.caFile."),
        FailureSignal.ConnectionFailed when failure.Cause is TransportException { Fault: TransportFault.ConnectTimedOut } => Timeout(),
        _ => failure.Status switch
        {
            ProxyAuthenticationRequired => Proxy("the proxy's user and password"),
            Forbidden => (ProviderVerdict.KeyRefused, ForeignKey.Hint(key, options) ?? "The provider does not allow this (403): check what the key is allowed to do, and whether calls from this network are."),
            _ => OfKind(failure),
        },
    };

    private (ProviderVerdict Verdict, string Hint) OfKind(Failure failure) => failure.Kind switch
    {
        OutcomeKind.BadCredential when failure.KeyHint is { } hint => (ProviderVerdict.KeyMissing, hint),
        OutcomeKind.BadCredential => (ProviderVerdict.KeyRefused, options.Keyless ? "It requires a key, but is configured to be called without one." : ForeignKey.Hint(key, options) ?? "Set a key that this provider gave out."),
        OutcomeKind.Silent => Timeout(),
        OutcomeKind.OutOfMoney => (ProviderVerdict.RateLimited, "The key is valid, but its account has no money or quota left: top it up."),
        OutcomeKind.Throttled => (ProviderVerdict.RateLimited, "The key is valid; the provider accepts no calls now."),
        OutcomeKind.Transient when failure.Status is null => (ProviderVerdict.Unreachable, "Check the address and the network."),
        OutcomeKind.Transient => (ProviderVerdict.ProviderFailed, "The provider, or a server in front of it, fails on its side: try again later."),
        _ => (ProviderVerdict.ReplyUnexpected, AddressHint.Of(options)),
    };

    private static (ProviderVerdict Verdict, string Hint) Timeout() => (ProviderVerdict.Timeout, "Check the address and the network; a firewall may swallow the call.");

    private (ProviderVerdict Verdict, string Hint) Proxy(string what) =>
        (ProviderVerdict.ProxyFailed, $"Check {ProxyInUse() ?? "the proxy"}: {what}.");

    /// <summary>A description of the proxy that calls use; null if there is none.</summary>
    private string? ProxyInUse() =>
        network.Direct ? null
        : network.Proxy is { } configured ? $"{(network.IsOfCommand ? CommandHint.Option("Proxy") : "network.proxy")} ({configured})"
        : options.BaseUrl is { } address && SystemProxy.Of(address) is { } system ? $"the system's proxy ({system.Scheme}://{system.Authority}; HTTPS_PROXY, HTTP_PROXY or the system's settings)"
        : null;
}
