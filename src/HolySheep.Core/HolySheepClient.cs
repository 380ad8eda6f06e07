using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Catalog;
using HolySheep.Chat;
using HolySheep.Providers;

namespace HolySheep;

/// <summary>The front door: asks models for answers through their chains; safe for many threads at once.</summary>
public sealed class HolySheepClient : IDisposable
{
    /// <summary>Creates a client; nothing is opened before the first call.</summary>
    public HolySheepClient(HolySheepClientOptions options) => throw new NotImplementedException();

    /// <summary>Asks for a whole answer.</summary>
    /// <exception cref="Errors.ChatException">No target gave a whole answer.</exception>
    /// <exception cref="Errors.HolySheepException">The request or the configuration is not usable.</exception>
    /// <exception cref="OperationCanceledException">The caller stopped the call.</exception>
    public Task<ChatResult> ChatAsync(ChatRequest request, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Asks for an answer piece by piece; the last piece carries the result.</summary>
    /// <exception cref="Errors.ChatException">No target gave a whole answer; thrown while the pieces are read.</exception>
    /// <exception cref="Errors.HolySheepException">The request or the configuration is not usable.</exception>
    /// <exception cref="OperationCanceledException">The caller stopped the call.</exception>
    public IAsyncEnumerable<ChatUpdate> StreamAsync(ChatRequest request, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Lists the models: the catalogue and the configuration, joined with what the providers list.</summary>
    /// <param name="provider">Only this provider; null means all.</param>
    /// <param name="offline">True asks no provider.</param>
    /// <param name="cancellationToken">Stops the listing.</param>
    public Task<ModelList> ListModelsAsync(string? provider = null, bool offline = false, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Tests one provider: its address, its key and, where given, a model.</summary>
    public Task<ProviderTestResult> TestProviderAsync(string provider, string? model = null, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <inheritdoc/>
    public void Dispose() { }
}
