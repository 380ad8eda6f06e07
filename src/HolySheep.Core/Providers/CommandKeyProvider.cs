using System;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Configuration.Keys;
using HolySheep.Configuration.Masking;
using HolySheep.Failures;
using HolySheep.Providers.Batches;
using HolySheep.Providers.Inspection;

namespace HolySheep.Providers;

/// <summary>A provider whose key a command prints: the key is asked for when a request is sent, and for no other purpose.</summary>
internal sealed class CommandKeyProvider(IChatProvider provider, KeyCommand command, string? file, SecretMask mask, TimeProvider timeProvider) : IChatProvider
{
    private readonly Secret _standIn = CommandKeys.StandIn(command);
    private readonly CommandKeys _keys = CommandKeys.Of(command);
    private volatile Secret? _refused;

    // A batch outlives a key that lives an hour.
    public IBatchApi? Batches => null;

    public async Task<AttemptOutcome> SendAsync(ProviderCall call, CancellationToken cancellationToken)
    {
        if (!_standIn.Equals(call.Key))
        {
            return await provider.SendAsync(call, cancellationToken).ConfigureAwait(false);
        }

        var probe = await FindAsync(call, cancellationToken).ConfigureAwait(false);
        if (probe.Key is not { } key)
        {
            return AttemptOutcome.Failed(Fault(probe));
        }

        var outcome = await provider.SendAsync(call with { Key = key }, cancellationToken).ConfigureAwait(false);
        if (outcome.Failure is { Kind: OutcomeKind.BadCredential })
        {
            // A key that lives an hour ends in use: the same request goes out with the next one, once.
            Refuse(key);
            if ((await FindAsync(call, cancellationToken).ConfigureAwait(false)).Key is { } next)
            {
                outcome = await provider.SendAsync(call with { Key = next }, cancellationToken).ConfigureAwait(false);
                if (outcome.Failure is { Kind: OutcomeKind.BadCredential })
                {
                    Refuse(next);
                }
            }
        }

        return outcome.Failure is { Kind: OutcomeKind.BadCredential } failure ? AttemptOutcome.Failed(failure with { KeyMayChange = true }, outcome.Quota) : outcome;
    }

    public Task<byte[]> DescribeAsync(ProviderCall call) => provider.DescribeAsync(call);

    public async Task<ModelListing> ListModelsAsync(Secret? key, CancellationToken cancellationToken)
    {
        if (!_standIn.Equals(key))
        {
            return await provider.ListModelsAsync(key, cancellationToken).ConfigureAwait(false);
        }

        var probe = await FindAsync(cancellationToken).ConfigureAwait(false);
        if (probe.Key is not { } found)
        {
            return new ModelListing([], Fault(probe), null);
        }

        var listing = await provider.ListModelsAsync(found, cancellationToken).ConfigureAwait(false);
        if (listing.Failure is not { Kind: OutcomeKind.BadCredential } failure)
        {
            return listing;
        }

        Refuse(found);
        return listing with { Failure = failure with { KeyMayChange = true } };
    }

    public async Task<TokenCountReply> CountTokensAsync(ProviderCall call, CancellationToken cancellationToken)
    {
        if (!_standIn.Equals(call.Key))
        {
            return await provider.CountTokensAsync(call, cancellationToken).ConfigureAwait(false);
        }

        var probe = await FindAsync(cancellationToken).ConfigureAwait(false);
        return probe.Key is { } key
            ? await provider.CountTokensAsync(call with { Key = key }, cancellationToken).ConfigureAwait(false)
            : new TokenCountReply(null, Fault(probe));
    }

    public async Task<string?> FindBalanceAsync(Secret? key, CancellationToken cancellationToken) =>
        await provider.FindBalanceAsync(_standIn.Equals(key) ? (await FindAsync(cancellationToken).ConfigureAwait(false)).Key : key, cancellationToken).ConfigureAwait(false);

    private async Task<KeyProbe> FindAsync(ProviderCall call, CancellationToken cancellationToken)
    {
        try
        {
            return await FindAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            call.OnCancelled?.Invoke(new AnswerSoFar(null, null, $"while it waited for the key command '{command.Program}'"));
            throw;
        }
    }

    private async Task<KeyProbe> FindAsync(CancellationToken cancellationToken)
    {
        if (CommandGuard.Find(file) is { } refusal)
        {
            return refusal;
        }

        var refusedBefore = _refused;
        var find = _keys.FindAsync(timeProvider);
        if (!find.IsCompleted)
        {
            var stopped = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            using var registration = cancellationToken.Register(() => stopped.TrySetResult(true));
            await Task.WhenAny(find, stopped.Task).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }

        var probe = await find.ConfigureAwait(false);
        if (probe.Key is not { } key)
        {
            return probe;
        }

        mask.Register(key);
        if (!key.Equals(_refused))
        {
            return probe;
        }

        // If another call has had it refused since it was found, the command has not printed it again.
        return key.Equals(refusedBefore)
            ? KeyProbe.Refused($"the key command '{command.Program}' printed a key that the provider has refused", $"Run '{command.Program}' yourself; it may want a new sign-in.")
            : await FindAsync(cancellationToken).ConfigureAwait(false);
    }

    private void Refuse(Secret key)
    {
        // In this order: who finds it refused finds another one.
        _keys.Forget(key);
        _refused = key;
    }

    private static Failure Fault(KeyProbe probe) => new()
    {
        Signal = FailureSignal.KeyRefused,
        Message = probe.Reason,
        KeyMayChange = true,
        KeyHint = probe.Hint,
    };
}
