using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using HolySheep.Chat;
using HolySheep.Configuration;
using HolySheep.Configuration.Edits;
using HolySheep.Configuration.Masking;
using HolySheep.Errors;
using HolySheep.Files;

namespace HolySheep.Conversations;

/// <summary>The conversations of this user: one file each in the state folder, readable by its owner only. Several processes can use them at once.</summary>
/// <remarks>
/// A file is replaced as a whole, under a lock that all processes share and that is held only for that: a process that is killed leaves the old or the new conversation. If two processes
/// continue one conversation, both turns are kept, in the order in which they were saved: an answer that was paid for is never dropped, and no call waits for another.
/// </remarks>
public sealed class ConversationStore
{
    private readonly TimeProvider _time;

    /// <summary>Creates a store in a folder, which need not exist.</summary>
    /// <param name="folder">The folder of the state.</param>
    /// <param name="timeProvider">The clock; null means the system's.</param>
    public ConversationStore(string folder, TimeProvider? timeProvider = null)
    {
        Folder = Path.Combine(folder, "conversations");
        _time = timeProvider ?? TimeProvider.System;
    }

    /// <summary>The store in the state folder of this user.</summary>
    /// <param name="environment">Reads an environment variable; null means the process's own.</param>
    /// <param name="timeProvider">The clock; null means the system's.</param>
    /// <exception cref="HolySheepException">The state is kept in memory, or no home folder is known.</exception>
    public static ConversationStore Open(Func<string, string?>? environment = null, TimeProvider? timeProvider = null) =>
        new(StateFolder.FindShared(environment) ?? throw ConversationFault.NoPlace(), timeProvider);

    /// <summary>The folder of the files, whether it exists or not.</summary>
    public string Folder { get; }

    /// <summary>The file of a conversation, whether it exists or not.</summary>
    /// <exception cref="HolySheepException">The name is not valid.</exception>
    public string PathOf(string name) => Path.Combine(Folder, ConversationName.FileOf(ConversationName.Check(name)));

    /// <summary>The conversation with a name; null if there is none.</summary>
    /// <exception cref="HolySheepException">The name is not valid, or the file is damaged or cannot be read.</exception>
    public StoredConversation? Find(string name) => Read(PathOf(name));

    /// <summary>The conversation with a name.</summary>
    /// <exception cref="HolySheepException">No conversation has this name, or the file is damaged or cannot be read.</exception>
    public StoredConversation Get(string name) => Find(name) ?? throw ConversationFault.Unknown(name, Names());

    /// <summary>The conversation that was saved last.</summary>
    /// <exception cref="HolySheepException">There is none, or its file is damaged or cannot be read.</exception>
    public StoredConversation Last()
    {
        // By the time of the file, so that no other file is read, and a damaged one is not silently replaced by the one before it.
        var newest = Files().GroupBy(File.GetLastWriteTimeUtc).OrderByDescending(group => group.Key).FirstOrDefault();
        return newest?.Select(Read).OfType<StoredConversation>().OrderByDescending(conversation => conversation.Updated).FirstOrDefault() ?? throw ConversationFault.None();
    }

    /// <summary>All conversations, the last updated first.</summary>
    public ConversationListing List()
    {
        var found = new List<StoredConversation>();
        var faults = new List<HolySheepException>();
        foreach (var file in Files())
        {
            try
            {
                if (Read(file) is { } conversation)
                {
                    found.Add(conversation);
                }
            }
            catch (HolySheepException fault)
            {
                faults.Add(fault);
            }
        }

        return new ConversationListing([.. found.OrderByDescending(conversation => conversation.Updated)], faults);
    }

    /// <summary>The names of the conversations in lower case, the last updated first, without reading their files.</summary>
    public IReadOnlyList<string> Names() => [.. Files().OrderByDescending(File.GetLastWriteTimeUtc).Select(file => ConversationName.Of(Path.GetFileName(file))!)];

    /// <summary>Removes a conversation.</summary>
    /// <param name="name">The conversation; its file may be damaged.</param>
    /// <param name="preview">True removes nothing.</param>
    /// <returns>What was done, in words.</returns>
    /// <exception cref="HolySheepException">No conversation has this name, or its file cannot be removed.</exception>
    public string Remove(string name, bool preview = false)
    {
        var path = PathOf(name);
        if (!File.Exists(path))
        {
            throw ConversationFault.Unknown(name, Names());
        }

        if (!preview)
        {
            Locked(path, "removed", () =>
            {
                File.Delete(path);
                return true;
            });
        }

        return $"Remove the conversation '{name}'";
    }

    /// <summary>Adds turns to a conversation, and creates it if it does not exist.</summary>
    /// <param name="name">The conversation.</param>
    /// <param name="turn">The turns.</param>
    /// <param name="mustBeNew">Whether an existing conversation is refused.</param>
    /// <returns>The conversation as it is now.</returns>
    /// <exception cref="HolySheepException">The file is damaged or cannot be written, or the conversation exists and must not.</exception>
    internal StoredConversation Append(string name, ConversationTurn turn, bool mustBeNew = false)
    {
        var path = PathOf(name);
        return Locked(path, "saved", () =>
        {
            var before = Read(path);
            if (mustBeNew && before is not null)
            {
                throw ConversationFault.Exists(before.Name);
            }

            var after = With(before, name, turn);
            AtomicFile.Write(path, ConversationFormat.Write(after));
            return after;
        });
    }

    private StoredConversation With(StoredConversation? before, string name, ConversationTurn turn)
    {
        var mask = new ConversationMask(ProcessKeys.Mask);
        var earlier = before?.Messages ?? [];
        var rest = ConversationTurns.HasSystem(earlier) && turn.System is not null ? earlier.Skip(1) : earlier;
        IReadOnlyList<ChatMessage> messages = [.. turn.System is null ? [] : (ChatMessage[])[ChatMessage.System(turn.System)], .. rest, .. turn.Messages];
        messages = mask.Of(messages);
        var now = _time.GetUtcNow();
        return new StoredConversation
        {
            Name = before?.Name ?? name,
            Title = before?.Title is { Length: > 0 } title ? title : ConversationTurns.TitleOf(messages),
            Model = mask.Text(turn.Model),
            Cost = before is null ? turn.Cost : before.Cost + turn.Cost,
            Created = before?.Created ?? now,
            Updated = now,
            Messages = messages,
        };
    }

    private T Locked<T>(string path, string verb, Func<T> work)
    {
        try
        {
            OwnerFile.CreateFolder(Path.GetDirectoryName(Folder)!);
            OwnerFile.CreateFolder(Folder);
            using var held = ConfigurationLock.Take(Path.Combine(Folder, "all"), _time);
            return work();
        }
        catch (ConfigurationException exception)
        {
            throw new HolySheepException(ErrorCode.ConversationUnusable, exception.Message, exception.Hint, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw ConversationFault.Unwritable(path, verb, exception);
        }
    }

    private IEnumerable<string> Files()
    {
        try
        {
            return Directory.Exists(Folder) ? [.. Directory.EnumerateFiles(Folder).Where(file => ConversationName.Of(Path.GetFileName(file)) is not null)] : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw ConversationFault.Unreadable(Folder, exception);
        }
    }

    private static StoredConversation? Read(string path)
    {
        try
        {
            FileKind.ThrowIfOther(path);
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream, new UTF8Encoding(false, throwOnInvalidBytes: true));
            var conversation = ConversationFormat.Read(reader.ReadToEnd());

            // A file that was renamed is the conversation of its new name.
            var file = Path.GetFileName(path);
            return ConversationName.FileOf(conversation.Name) == file ? conversation : conversation with { Name = ConversationName.Of(file)! };
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (NotSupportedException exception)
        {
            throw ConversationFault.TooNew(path, exception);
        }
        catch (Exception exception) when (exception is FormatException or DecoderFallbackException)
        {
            throw ConversationFault.Damaged(path, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw ConversationFault.Unreadable(path, exception);
        }
    }
}
