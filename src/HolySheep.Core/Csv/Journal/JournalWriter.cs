using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using HolySheep.Errors;
using HolySheep.Files;

namespace HolySheep.Csv.Journal;

/// <summary>
/// Appends to a journal. Entries are with the operating system before <see cref="Append"/> is done, so that no end of the process can lose them;
/// <see cref="Sync"/> puts all of them on the disk, which only a failure of power or system asks for. Append from one thread at a time.
/// </summary>
internal sealed class JournalWriter : IDisposable
{
    // What answers under way may need once the disk is full.
    private const int BallastSize = 1024 * 1024;

    private readonly string _path;
    private readonly string _ballast;
    private readonly FileStream _stream;
    private readonly MemoryStream _frames = new();
    private readonly BinaryWriter _writer;
    private long _end;
    private volatile bool _unsynced;

    private JournalWriter(string path, string token, FileStream stream)
    {
        _path = path;
        _ballast = JobPaths.ReserveOf(path, token);
        _stream = stream;
        _writer = new BinaryWriter(_frames);
    }

    /// <summary>Where the next entry will lie; from any thread.</summary>
    public long End => Volatile.Read(ref _end);

    /// <summary>Frees what can be made again, before an entry on a full disk takes the room that was kept for the end.</summary>
    public Action? FreeRoom { get; set; }

    /// <summary>Entries in the journal.</summary>
    public long Entries { get; private set; }

    /// <summary>Bytes of the journal that were in no whole entry when it was opened.</summary>
    public long DamagedBytes { get; private set; }

    /// <summary>Opens a journal to go on with, or begins one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="found">Receives each whole entry that is there: its place, whether it is an answer, its key.</param>
    /// <param name="token">What no other run's files have in their names; null makes one.</param>
    /// <exception cref="HolySheepException">It is no journal of this version, or cannot be written.</exception>
    public static JournalWriter Open(string path, Action<long, bool, RowKey> found, string? token = null)
    {
        token ??= Guid.NewGuid().ToString("N");
        JournalWriter? journal = null;
        try
        {
            Create(path, token);
            journal = new JournalWriter(path, token, OwnerFile.OpenToWrite(path));
            journal.Begin(found);
            return journal;
        }
        catch (Exception exception)
        {
            journal?.Dispose();
            if (CsvFault.IsOfFile(exception))
            {
                throw CsvFault.Unusable(path, "cannot be written", exception, "Give an output in a folder that is there, that may be written and that has room.");
            }

            throw;
        }
    }

    /// <summary>Writes entries, together: a slow disk costs a group what it costs one.</summary>
    /// <param name="entries">The entries.</param>
    /// <param name="places">Receives the place of each.</param>
    /// <returns>Whether they took the room that was kept for the end: then no further call should be made.</returns>
    /// <exception cref="IOException">They cannot be written; what was there before is whole.</exception>
    public bool Append(IReadOnlyList<JournalEntry> entries, List<long> places)
    {
        _frames.SetLength(0);
        for (var number = 0; number < entries.Count; number++)
        {
            places.Add(_end + _frames.Length);
            JournalFrame.Append(_frames, _writer, entries[number]);
        }

        var isFull = !TryWrite() && !TryWriteAfter(FreeRoom);
        if (isFull && !TryWriteAfter(() => File.Delete(_ballast)))
        {
            throw new IOException("the disk takes no more");
        }

        Volatile.Write(ref _end, _end + _frames.Length);
        Entries += places.Count;
        _unsynced = true;
        return isFull;
    }

    /// <summary>Puts everything on the disk that is not there yet.</summary>
    /// <exception cref="IOException">The disk does not take it.</exception>
    public void Sync()
    {
        if (_unsynced)
        {
            _unsynced = false;
            _stream.Flush(flushToDisk: true);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stream.Dispose();
        _writer.Dispose();
        if (File.Exists(_ballast))
        {
            File.Delete(_ballast);
        }

        if (_end == JournalFrame.Signature.Length)
        {
            File.Delete(_path);
        }
    }

    // A journal is never there without its first bytes, by which it is recognised, whenever the process is killed.
    private static void Create(string path, string token)
    {
        if (File.Exists(path))
        {
            return;
        }

        var whole = ReplacementFile.TemporaryOf(path, token);
        try
        {
            using (var stream = OwnerFile.Create(whole))
            {
                stream.Write(JournalFrame.Signature, 0, JournalFrame.Signature.Length);
            }

            File.Move(whole, OwnerFile.FinalTarget(path));
        }
        finally
        {
            File.Delete(whole);
        }
    }

    private void Begin(Action<long, bool, RowKey> found)
    {
        var signature = JournalFrame.Signature;
        var start = new byte[signature.Length];
        var length = _stream.Read(start, 0, start.Length);
        if (!signature.AsSpan(0, length).SequenceEqual(start.AsSpan(0, length)))
        {
            throw new HolySheepException(ErrorCode.FileUnusable, $"{_path} is no journal of this version.", $"Begin again with {CommandHint.Option("Restart")}: its answers will be asked for again.");
        }

        if (length < signature.Length)
        {
            _stream.Position = 0;
            _stream.Write(signature, 0, signature.Length);
            _end = signature.Length;
        }
        else
        {
            using var reader = new JournalReader(_path);
            _end = reader.Scan((offset, isAnswer, key) =>
            {
                Entries++;
                found(offset, isAnswer, key);
            });
            DamagedBytes = reader.DamagedBytes;
        }

        _stream.SetLength(_end);
        _stream.Position = _end;
        using var ballast = new FileStream(_ballast, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        ballast.Write(new byte[BallastSize], 0, BallastSize);
    }

    private bool TryWriteAfter(Action? freeing)
    {
        freeing?.Invoke();
        return freeing is not null && TryWrite();
    }

    private bool TryWrite()
    {
        try
        {
            _stream.Position = _end;
            _stream.Write(_frames.GetBuffer(), 0, (int)_frames.Length);
            return true;
        }
        catch (IOException)
        {
            // Half an entry would end the journal for the next run all the same; without it the file is whole.
            _stream.SetLength(_end);
            return false;
        }
    }
}
