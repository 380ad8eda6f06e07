using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Providers.Batches;
using HolySheep.Providers.Inspection;

namespace HolySheep.Providers;

/// <summary>Calls one provider in one wire format. Never retries: an exchange has one outcome.</summary>
internal interface IChatProvider
{
    /// <summary>The provider's batch API; null if it has none that is known.</summary>
    IBatchApi? Batches { get; }

    /// <exception cref="System.OperationCanceledException">The token was cancelled.</exception>
    Task<AttemptOutcome> SendAsync(ProviderCall call, CancellationToken cancellationToken);

    /// <summary>What would be sent for a call: the address, the headers and the body, without the key and without what says how the answer arrives.</summary>
    Task<byte[]> DescribeAsync(ProviderCall call);

    /// <summary>Lists the models that the key can use.</summary>
    /// <exception cref="System.OperationCanceledException">The token was cancelled.</exception>
    Task<ModelListing> ListModelsAsync(Secret? key, CancellationToken cancellationToken);

    /// <summary>Counts the tokens of a request's prompt without an answer.</summary>
    /// <exception cref="System.OperationCanceledException">The token was cancelled.</exception>
    Task<TokenCountReply> CountTokensAsync(ProviderCall call, CancellationToken cancellationToken);

    /// <summary>What is left of the key's account, in words; null if the provider does not tell it.</summary>
    /// <exception cref="System.OperationCanceledException">The token was cancelled.</exception>
    Task<string?> FindBalanceAsync(Secret? key, CancellationToken cancellationToken);
}
