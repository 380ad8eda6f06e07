using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Chat.Parts;
using HolySheep.Errors;

namespace HolySheep.Attachments;

/// <summary>Reads what is sent with messages: files by their path, and what is fetched by an address of http or https.</summary>
public sealed class AttachmentReader
{
    private readonly Func<AttachmentFetch> _fetch;
    private readonly bool _fetches;

    internal AttachmentReader(Func<AttachmentFetch> fetch, bool fetches) => (_fetch, _fetches) = (fetch, fetches);

    /// <summary>Adds attachments to the last message of a request; the sandbox fetches nothing.</summary>
    /// <param name="request">The request, with at least one message.</param>
    /// <param name="sources">The paths and addresses, in order.</param>
    /// <param name="cancellationToken">Cancels the fetches.</param>
    /// <exception cref="HolySheepException">One cannot be read, is too large, or is of an unsupported kind.</exception>
    public async Task<ChatRequest> AddAsync(ChatRequest request, IReadOnlyList<string> sources, CancellationToken cancellationToken = default) =>
        Added(request, await ReadAsync(sources, cancellationToken).ConfigureAwait(false));

    /// <summary>Reads what a user names for a message, at once; the sandbox fetches nothing.</summary>
    /// <param name="sources">The paths and addresses, in order.</param>
    /// <param name="cancellationToken">Cancels the fetches.</param>
    /// <exception cref="HolySheepException">One cannot be read, is too large, or is of an unsupported kind.</exception>
    public async Task<IReadOnlyList<ChatAttachment>> ReadAsync(IReadOnlyList<string> sources, CancellationToken cancellationToken = default) =>
        await Task.WhenAll(sources.Select(source => ReadAsync(source, mayBePrivate: true, cancellationToken))).ConfigureAwait(false);

    /// <summary>Adds attachments for a plan of the route: files, and addresses without what they lead to.</summary>
    /// <param name="request">The request, with at least one message.</param>
    /// <param name="sources">The paths and addresses, in order.</param>
    /// <exception cref="HolySheepException">A file cannot be read, is too large, or is of an unsupported kind.</exception>
    public static ChatRequest AddUnfetched(ChatRequest request, IReadOnlyList<string> sources) => Added(request, [.. sources.Select(Unfetched)]);

    /// <summary>Reads one by its path, or fetches it by its address.</summary>
    /// <param name="source">The path or address.</param>
    /// <param name="mayBePrivate">Whether the address may be of this machine or of a private network.</param>
    /// <param name="cancellationToken">Cancels the fetch.</param>
    /// <exception cref="HolySheepException">It cannot be read, is too large, or is of an unsupported kind.</exception>
    internal async Task<ChatAttachment> ReadAsync(string source, bool mayBePrivate, CancellationToken cancellationToken) => _fetches && AttachmentAddress.Is(source)
        ? await _fetch().ReadAsync(AttachmentAddress.Parse(source), mayBePrivate, cancellationToken).ConfigureAwait(false)
        : Unfetched(source);

    /// <summary>A file with its bytes, or an address without them.</summary>
    /// <exception cref="HolySheepException">The file cannot be read, is too large, or is of an unsupported kind.</exception>
    internal static ChatAttachment Unfetched(string source) => AttachmentAddress.Is(source) ? AttachmentAddress.Unfetched(AttachmentAddress.Parse(source)) : AttachmentFile.Read(source);

    private static ChatRequest Added(ChatRequest request, IReadOnlyList<ChatAttachment> attachments) => attachments.Count == 0
        ? request
        : request with { Messages = [.. request.Messages.Take(request.Messages.Count - 1), request.Messages[request.Messages.Count - 1].With(attachments)] };
}
