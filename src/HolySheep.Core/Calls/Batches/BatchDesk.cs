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
/// <param name="keys">The keys of its provider.</param>
/// <param name="accept">Resolves a request as calls do.</param>
internal sealed class BatchDesk(CallServices services, RouteCandidate target, IBatchApi api, BatchKeys keys, Func<ChatRequest, ChatRequest> accept) : IBatchDesk
{
    // What a provider has just been sent may take this long to be listed.
    private static readonly TimeSpan UntilListed = TimeSpan.FromSeconds(15);

    private readonly BatchRepeats _repeats = new(services.TimeProvider);
    private readonly BatchRowBooking _booking = new(services, target);

    /// <summary>The batches of a target; null if its provider has no batch API.</summary>
    /// <exception cref="Errors.HolySheepException">The provider has no key.</exception>
    public static BatchDesk? Open(CallServices services, RouteCandidate target, Func<IReadOnlyList<ProviderKey>> findKeys, Func<ChatRequest, ChatRequest> accept) =>
        services.ProviderOf(target.Provider).Batches is { } api ? new BatchDesk(services, target, api, new BatchKeys(target.Provider, findKeys(), services.RefusedKeys), accept) : null;

    public RouteCandidate Target => target;

    public BatchBounds Bounds => api.Bounds;

    public TimeSpan Settling => UntilListed;

    public string? KeyMark => keys.Mark;

    public bool HasKey(string? mark) => keys.Has(mark);

    public bool TryNextKey(string? refused) => keys.TryNext(refused);

    public ChatRequest Accept(ChatRequest request) => accept(request);

    public Task<BatchBooking> BookAsync(BatchIntent intent, string id, ChatRequest request, CancellationToken cancellationToken) =>
        _booking.BeginAsync(intent, id, request, cancellationToken);

    public Task ReleaseAsync(BatchIntent intent, string id, ChatRequest request, string why) => _booking.ReleaseAsync(intent, id, request, why);

    public void Write(Stream output, string id, ChatRequest request) => api.WriteRequest(output, id, CallOf(request, keys.Of(null)));

    public async Task<BatchReply<string>> UploadAsync(BatchOrder order, CancellationToken cancellationToken) =>
        Masked(await api.UploadAsync(order, KeyOf(order), cancellationToken).ConfigureAwait(false));

    public async Task<BatchReply<BatchStanding>> SubmitAsync(BatchOrder order, string? file, CancellationToken cancellationToken) =>
        Masked(await api.SubmitAsync(order, file, KeyOf(order), cancellationToken).ConfigureAwait(false));

    public Task<BatchReply<string>> FindFileAsync(BatchOrder order, CancellationToken cancellationToken) =>
        RepeatAsync(cancel => api.FindFileAsync(order, KeyOf(order), cancel), cancellationToken);

    public Task<BatchReply<BatchSearch>> FindAsync(BatchOrder order, DateTimeOffset since, CancellationToken cancellationToken) =>
        RepeatAsync(cancel => api.FindAsync(order, since, KeyOf(order), cancel), cancellationToken);

    public Task<BatchReply<BatchStanding>> PollAsync(BatchOrder order, string id, CancellationToken cancellationToken) =>
        RepeatAsync(cancel => api.PollAsync(order, id, KeyOf(order), cancel), cancellationToken);

    public Task<BatchReply<BatchStanding>> CancelAsync(BatchOrder order, string id, CancellationToken cancellationToken) =>
        RepeatAsync(cancel => api.CancelAsync(order, id, KeyOf(order), cancel), cancellationToken);

    public Task<BatchReply<bool>> DeleteFileAsync(BatchOrder order, string file, CancellationToken cancellationToken) =>
        RepeatAsync(cancel => api.DeleteFileAsync(file, KeyOf(order), cancel), cancellationToken);

    public Task<BatchReply<BatchLines>> ReadAsync(BatchIntent intent, BatchOrder order, BatchStanding ended, ChatRequest request, Func<BatchRow, Task<bool>> keep, CancellationToken cancellationToken)
    {
        var rows = new BatchRows(services, target, intent, request);
        return RepeatAsync(cancel => api.ReadAsync(order, ended, CallOf(request, KeyOf(order)), KeepAsync, KeyOf(order), cancel), cancellationToken);

        // The books follow the answer: after a crash between the two, the results are read again.
        async Task KeepAsync(BatchAnswer answer)
        {
            var (row, settlement) = rows.Of(answer.Id, answer.Outcome);
            if (await keep(row).ConfigureAwait(false))
            {
                await _booking.SettleAsync(intent, answer.Id, request, settlement).ConfigureAwait(false);
            }
        }
    }

    private Secret? KeyOf(BatchOrder order) => keys.Of(order.KeyMark);

    private ProviderCall CallOf(ChatRequest request, Secret? key) => new() { Candidate = target, Request = request, Key = key };

    private async Task<BatchReply<T>> RepeatAsync<T>(Func<CancellationToken, Task<BatchReply<T>>> ask, CancellationToken cancellationToken) =>
        Masked(await _repeats.RunAsync(ask, cancellationToken).ConfigureAwait(false));

    private BatchReply<T> Masked<T>(BatchReply<T> reply) => reply.Failure is { } failure ? reply with { Failure = failure.Masked(services.Mask) } : reply;
}
