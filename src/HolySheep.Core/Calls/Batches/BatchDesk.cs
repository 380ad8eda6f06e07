using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Batches;
using HolySheep.Chat;
using HolySheep.Configuration.Keys;
using HolySheep.Planning;
using HolySheep.Providers;
using HolySheep.Providers.Batches;
using HolySheep.Providers.Masking;

namespace HolySheep.Calls.Batches;

/// <inheritdoc cref="IBatchDesk"/>
/// <param name="services">What calls share.</param>
/// <param name="target">The target.</param>
/// <param name="api">Its provider's batch API.</param>
/// <param name="key">The key; null if the provider needs none.</param>
/// <param name="accept">Resolves a request as calls do.</param>
internal sealed class BatchDesk(CallServices services, RouteCandidate target, IBatchApi api, Secret? key, Func<ChatRequest, ChatRequest> accept) : IBatchDesk
{
    private readonly BatchRepeats _repeats = new(services.TimeProvider);
    private readonly BatchBooks _books = new(services, target);

    /// <summary>The batches of a target; null if its provider has no batch API.</summary>
    /// <exception cref="Errors.HolySheepException">The provider has no key.</exception>
    public static BatchDesk? Open(CallServices services, RouteCandidate target, Func<IReadOnlyList<ProviderKey>> findKeys, Func<ChatRequest, ChatRequest> accept) =>
        services.ProviderOf(target.Provider).Batches is { } api ? new BatchDesk(services, target, api, findKeys() is { Count: > 0 } keys ? keys[0].Secret : null, accept) : null;

    public RouteCandidate Target => target;

    public BatchBounds Bounds => api.Bounds;

    public ChatRequest Accept(ChatRequest request) => accept(request);

    public Task<BatchBooking> BookAsync(BatchIntent intent, string id, ChatRequest request, CancellationToken cancellationToken) =>
        _books.BeginAsync(intent, id, request, cancellationToken);

    public Task ReleaseAsync(BatchIntent intent, string id, ChatRequest request, string why) => _books.ReleaseAsync(intent, id, request, why);

    public void Write(Stream output, string id, ChatRequest request) => api.WriteRequest(output, id, CallOf(request));

    public async Task<BatchReply<string>> UploadAsync(BatchOrder order, CancellationToken cancellationToken) =>
        Masked(await api.UploadAsync(order, key, cancellationToken).ConfigureAwait(false));

    public async Task<BatchReply<BatchStanding>> SubmitAsync(BatchOrder order, string? file, CancellationToken cancellationToken) =>
        Masked(await api.SubmitAsync(order, file, key, cancellationToken).ConfigureAwait(false));

    public Task<BatchReply<string>> FindFileAsync(BatchOrder order, CancellationToken cancellationToken) =>
        RepeatAsync(cancel => api.FindFileAsync(order, key, cancel), cancellationToken);

    public Task<BatchReply<BatchSearch>> FindAsync(BatchOrder order, DateTimeOffset since, CancellationToken cancellationToken) =>
        RepeatAsync(cancel => api.FindAsync(order, since, key, cancel), cancellationToken);

    public Task<BatchReply<BatchStanding>> PollAsync(BatchOrder order, string id, CancellationToken cancellationToken) =>
        RepeatAsync(cancel => api.PollAsync(order, id, key, cancel), cancellationToken);

    public Task<BatchReply<BatchStanding>> CancelAsync(BatchOrder order, string id, CancellationToken cancellationToken) =>
        RepeatAsync(cancel => api.CancelAsync(order, id, key, cancel), cancellationToken);

    public Task<BatchReply<bool>> DeleteFileAsync(string file, CancellationToken cancellationToken) =>
        RepeatAsync(cancel => api.DeleteFileAsync(file, key, cancel), cancellationToken);

    public Task<BatchReply<BatchLines>> ReadAsync(BatchIntent intent, BatchOrder order, BatchStanding ended, ChatRequest request, Func<BatchRow, Task<bool>> keep, CancellationToken cancellationToken)
    {
        var rows = new BatchRows(services, target, intent, request);
        return RepeatAsync(cancel => api.ReadAsync(order, ended, CallOf(request), KeepAsync, key, cancel), cancellationToken);

        // The books follow the answer: after a crash between the two, the results are read again.
        async Task KeepAsync(BatchAnswer answer)
        {
            var (row, settlement) = rows.Of(answer.Id, answer.Outcome);
            if (await keep(row).ConfigureAwait(false))
            {
                await _books.SettleAsync(intent, answer.Id, request, settlement).ConfigureAwait(false);
            }
        }
    }

    private ProviderCall CallOf(ChatRequest request) => new() { Candidate = target, Request = request, Key = key };

    private async Task<BatchReply<T>> RepeatAsync<T>(Func<CancellationToken, Task<BatchReply<T>>> ask, CancellationToken cancellationToken) =>
        Masked(await _repeats.RunAsync(ask, cancellationToken).ConfigureAwait(false));

    private BatchReply<T> Masked<T>(BatchReply<T> reply) => reply.Failure is { } failure ? reply with { Failure = failure.Masked(services.Mask) } : reply;
}
