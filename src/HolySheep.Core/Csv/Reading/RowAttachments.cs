using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Attachments;
using HolySheep.Calls.Prompts;
using HolySheep.Chat.Parts;
using HolySheep.Errors;
using HolySheep.Templates;

namespace HolySheep.Csv.Reading;

/// <summary>The attachments that cells of a row name. Thread-safe.</summary>
internal sealed class RowAttachments
{
    private static readonly char[] Separators = ['|', '\n', '\r'];

    private readonly ConcurrentDictionary<string, Known> _known = new(StringComparer.Ordinal);
    private readonly HolySheepClient _client;
    private readonly CsvJobOptions _options;
    private readonly int[] _columns;
    private readonly string _folder;

    /// <exception cref="HolySheepException">A name is not a column.</exception>
    public RowAttachments(HolySheepClient client, CsvJobOptions options, IReadOnlyList<string> header)
    {
        (_client, _options) = (client, options);
        _folder = Path.GetDirectoryName(options.Path)!;
        _columns = [.. options.AttachmentColumns.Select(name => NameChoice.IndexOf(name, header, "columns of the file") is >= 0 and var place
            ? place
            : throw new HolySheepException(ErrorCode.ArgumentInvalid, $"'{name}' is not a column of the file{NearestName.Suggest(name, header)}", $"The first line of the file is its header: {string.Join(", ", header)}."))];
    }

    /// <summary>The first attachment that cannot be read, and how many there are; null if all can be.</summary>
    public string? Unreadable => _known.Where(known => known.Value.Fault is not null).Select(known => known.Value.Fault!.Message).ToList() is { Count: > 0 } faults
        ? $"{faults.Count} attachments cannot be read, and their rows will fail: {faults[0]}{(faults.Count > 1 ? " …" : "")}"
        : null;

    /// <summary>The paths and addresses in a row; null if there are none.</summary>
    public IReadOnlyList<string>? Of(IReadOnlyList<string> cells)
    {
        List<string>? sources = null;
        foreach (var column in _columns)
        {
            foreach (var source in cells[column].Split(Separators, StringSplitOptions.RemoveEmptyEntries))
            {
                if (source.Trim() is { Length: > 0 } given)
                {
                    (sources ??= []).Add(given);
                }
            }
        }

        return sources;
    }

    /// <summary>What identifies the attachments of a row: a file by its name and content, as it was when the run first saw it, an address by itself.</summary>
    public string IdentityOf(IReadOnlyList<string> sources) => string.Concat(sources.Select(source => "\0" + KnownOf(source).Identity));

    /// <summary>The estimated tokens of a row's attachments.</summary>
    public long TokensOf(IReadOnlyList<string>? sources) => sources?.Sum(source => KnownOf(source).Tokens) ?? 0;

    /// <summary>Reads the attachments of a row.</summary>
    /// <exception cref="HolySheepException">One cannot be read or fetched, or has changed since the run began.</exception>
    public async Task<IReadOnlyList<ChatAttachment>> ReadAsync(IReadOnlyList<string> sources, CancellationToken cancellationToken)
    {
        var read = new List<ChatAttachment>();
        foreach (var source in sources)
        {
            var attachment = await _client.Attachments.ReadAsync(LocationOf(source), _options.TrustAttachments, cancellationToken).ConfigureAwait(false);
            if (!AttachmentAddress.Is(source) && IdentityOf(attachment) != KnownOf(source).Identity)
            {
                throw new HolySheepException(ErrorCode.ArgumentInvalid, $"The attachment '{source}' has changed since the run began.", "Run the same command again.");
            }

            read.Add(attachment);
        }

        return read;
    }

    private Known KnownOf(string source) => _known.GetOrAdd(source, Know);

    private Known Know(string source)
    {
        try
        {
            // Nothing is fetched before its row is asked: what an address leads to is known only then.
            var attachment = AttachmentReader.Unfetched(LocationOf(source));
            return new Known(attachment.Address is null ? IdentityOf(attachment) : source, PromptSize.Of(attachment), null);
        }
        catch (HolySheepException fault)
        {
            return new Known("", 0, fault);
        }
    }

    private string LocationOf(string source) => AttachmentAddress.Is(source) ? source : PathOf(source);

    private static string IdentityOf(ChatAttachment attachment)
    {
        using var sha = SHA256.Create();
        return $"{attachment.Name}:{Convert.ToBase64String(sha.ComputeHash(attachment.Data.ToArray()))}";
    }

    /// <summary>The file that a cell names. A row is data: only who trusts it lets it name files elsewhere, which would be sent to the provider.</summary>
    private string PathOf(string cell)
    {
        try
        {
            var path = Path.GetFullPath(Path.Combine(_folder, cell));
            return _options.TrustAttachments || path.StartsWith(_folder.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal)
                ? path
                : throw new HolySheepException(ErrorCode.ArgumentInvalid, $"The attachment '{cell}' is not in the folder of the input, {_folder}.",
                    $"Put it there, or give {CommandHint.Option("TrustAttachment")} if you trust whoever wrote the rows.");
        }
        catch (Exception exception) when (CsvFault.IsOfFile(exception))
        {
            throw new HolySheepException(ErrorCode.ArgumentInvalid, $"The attachment '{cell}' is not a path: {exception.Message}", "Give a path from the folder of the input, or an address.");
        }
    }

    /// <summary>What is known of a source: its identity, its estimated tokens, and why it cannot be read.</summary>
    private sealed record Known(string Identity, long Tokens, HolySheepException? Fault);
}
