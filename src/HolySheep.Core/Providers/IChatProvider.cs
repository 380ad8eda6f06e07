using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Providers.Inspection;

namespace HolySheep.Providers;

/// <summary>Speaks one wire format with one provider. Never retries: an exchange ends in one outcome.</summary>
internal interface IChatProvider
{
    /// <exception cref="System.OperationCanceledException">The token was cancelled.</exception>
    Task<AttemptOutcome> SendAsync(ProviderCall call, CancellationToken cancellationToken);

    /// <summary>Asks which models the key can use.</summary>
    /// <exception cref="System.OperationCanceledException">The token was cancelled.</exception>
    Task<ModelListing> ListModelsAsync(Secret? key, CancellationToken cancellationToken);
}
