using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Configuration;
using HolySheep.Configuration.Keys;
using HolySheep.Errors;
using HolySheep.Resilience;

namespace HolySheep.Providers;

/// <summary>Tests one provider, with a verdict for each thing that can be wrong.</summary>
internal sealed class ProviderTest(HolySheepConfiguration configuration, KeyLookup keys, CallServices services)
{
    public async Task<ProviderTestResult> RunAsync(string provider, string? model, CancellationToken cancellationToken)
    {
        if (!configuration.Providers.TryGetValue(provider, out var options))
        {
            throw UnknownProvider.Fault(provider, configuration);
        }

        Secret? key;
        try
        {
            var found = keys.Find(options);
            key = found.Count > 0 ? found[0].Secret : null;
        }
        catch (HolySheepException exception) when (exception.Code == ErrorCode.CredentialMissing)
        {
            return new ProviderTestResult { Provider = provider, Verdict = ProviderVerdict.KeyMissing, Message = exception.Message, Hint = exception.Hint };
        }

        var start = services.TimeProvider.GetTimestamp();
        var listing = await BoundedListing.AskAsync(services, provider, key, configuration.Defaults, cancellationToken).ConfigureAwait(false);
        var latency = services.TimeProvider.GetElapsedTime(start);
        var result = listing.Failure is { } failure ? OfFailure(options, failure) : OfListing(options, listing, model);
        if (result.Succeeded && key is not null)
        {
            services.RefusedKeys.Remove(provider, key);
        }

        return result with { Status = listing.Status, Latency = listing.Status is null ? null : latency };
    }

    private static ProviderTestResult OfListing(ProviderOptions options, ModelListing listing, string? model)
    {
        var known = model is null || listing.Ids.Contains(model, StringComparer.Ordinal);
        var nearest = known ? null : NearestName.Of(model!, listing.Ids);
        return new ProviderTestResult
        {
            Provider = options.Name,
            Verdict = known ? ProviderVerdict.Fine : ProviderVerdict.ModelUnknown,
            Message = known
                ? $"{Address(options)} answers{(options.Keyless ? "" : " and takes the key")}; it lists {listing.Ids.Count} models."
                : $"{Address(options)} does not list the model '{model}'.",
            Hint = nearest is null ? null : $"Did you mean '{nearest}'?",
            ModelCount = listing.Ids.Count,
        };
    }

    private static string Address(ProviderOptions options) => options.Kind == ProviderKind.Sandbox ? "The sandbox" : options.BaseUrl!.ToString();

    private ProviderTestResult OfFailure(ProviderOptions options, Failure failure)
    {
        var (verdict, hint) = Judge(options, failure);
        return new ProviderTestResult
        {
            Provider = options.Name,
            Verdict = verdict,
            Message = services.Mask.Mask($"{Address(options)}: {failure.Message}."),
            Hint = hint,
        };
    }

    private (ProviderVerdict Verdict, string Hint) Judge(ProviderOptions options, Failure failure) => failure.Signal switch
    {
        FailureSignal.NameNotResolved => (ProviderVerdict.DnsFailed, $"Check the spelling of '{options.BaseUrl?.Host}' and the machine's name server."),
        FailureSignal.TlsFailed => (ProviderVerdict.TlsFailed, "Check the clock and the certificate; a company's own authority goes into network.caFile."),
        FailureSignal.ProxyFailed => (ProviderVerdict.ProxyFailed, "Check network.proxy and the proxy's user and password."),
        FailureSignal.ConnectionFailed when configuration.Network.Proxy is not null => (ProviderVerdict.ProxyFailed, "Check network.proxy: nobody answers behind it."),
        _ => failure.Kind switch
        {
            OutcomeKind.BadCredential => (ProviderVerdict.KeyRefused, "Set a key that this provider gave out."),
            OutcomeKind.Silent => (ProviderVerdict.Timeout, "Check the address and the network; a firewall may swallow the call."),
            OutcomeKind.Throttled or OutcomeKind.OutOfMoney => (ProviderVerdict.RateLimited, "The key is known; the provider takes no calls now."),
            OutcomeKind.Transient when failure.Status is null => (ProviderVerdict.Unreachable, "Check the address and the network."),
            _ when failure.Status == 407 => (ProviderVerdict.ProxyFailed, "Check network.proxy and the proxy's user and password."),
            _ => (ProviderVerdict.ReplyUnexpected, "Check the provider's baseUrl: it should end in /v1."),
        },
    };
}
