using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Configuration;
using HolySheep.Providers.Masking;
using HolySheep.Resilience;
using HolySheep.Transport;

namespace HolySheep.Providers;

/// <summary>Asks a provider for its models within the limit of one attempt.</summary>
internal static class BoundedListing
{
    public static async Task<ModelListing> AskAsync(CallServices services, string provider, Secret? key, DefaultOptions defaults, CancellationToken cancellationToken)
    {
        using var guard = new StallGuard(services.TimeProvider, cancellationToken);
        guard.Arm(defaults.AttemptTimeout);
        try
        {
            var listing = await services.ProviderOf(provider).ListModelsAsync(key, guard.Token).ConfigureAwait(false);
            return listing.Masked(services.Mask);
        }
        catch (System.OperationCanceledException) when (guard.Expired)
        {
            var failure = new Failure
            {
                Signal = FailureSignal.AttemptTimedOut,
                Message = System.FormattableString.Invariant($"no reply came within {defaults.AttemptTimeout.TotalSeconds:0.###} s"),
            };
            return new ModelListing([], failure, null);
        }
    }
}
