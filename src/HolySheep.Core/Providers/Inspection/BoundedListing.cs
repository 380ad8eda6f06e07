using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Configuration.Options;
using HolySheep.Failures;
using HolySheep.Providers.Masking;
using HolySheep.Transport;

namespace HolySheep.Providers.Inspection;

/// <summary>Lists a provider's models within the limit of one attempt.</summary>
internal static class BoundedListing
{
    public static async Task<ModelListing> AskAsync(InspectionServices services, string provider, Secret? key, DefaultOptions defaults, CancellationToken cancellationToken)
    {
        using var guard = new StallGuard(services.TimeProvider, cancellationToken);
        guard.Arm(defaults.AttemptTimeout);
        try
        {
            var listing = await services.Providers[provider].ListModelsAsync(key, guard.Token).ConfigureAwait(false);
            if (listing.Failure is null)
            {
                services.Listed.Keep(provider, listing.Models);
            }

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
