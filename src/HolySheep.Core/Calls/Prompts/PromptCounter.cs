using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Configuration;
using HolySheep.Configuration.Keys;
using HolySheep.Errors;
using HolySheep.Planning;
using HolySheep.Providers;

namespace HolySheep.Calls.Prompts;

/// <summary>Asks a provider for the tokens of a prompt. Nothing is generated or paid, so nothing is booked.</summary>
internal sealed class PromptCounter(HolySheepConfiguration configuration, KeyLookup keys, CallServices services)
{
    /// <summary>The tokens as the target's provider counts them, or the reason why it did not.</summary>
    public async Task<(long? Tokens, string? Reason)> CountAsync(RouteCandidate target, ChatRequest request, CancellationToken cancellationToken)
    {
        Secret? key;
        try
        {
            var found = keys.Find(configuration.GetProvider(target.Provider));
            key = found.Count > 0 ? found[0].Secret : null;
        }
        catch (HolySheepException exception) when (exception.Code is ErrorCode.CredentialMissing or ErrorCode.CredentialRefused)
        {
            return (null, exception.Message.TrimEnd('.'));
        }

        var call = new ProviderCall { Candidate = target, Request = request, Key = key };
        var reply = await services.ProviderOf(target.Provider).CountTokensAsync(call, cancellationToken).ConfigureAwait(false);
        return reply.Tokens is not null ? (reply.Tokens, null)
            : (null, reply.Failure is { } failure ? services.Mask.Mask(failure.Message.TrimEnd('.')) : "the provider has no count of tokens");
    }
}
