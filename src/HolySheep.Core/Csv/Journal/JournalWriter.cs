using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using HolySheep.Errors;
using HolySheep.Files;

namespace HolySheep.Csv.Journal;

/// <summary>
/// Appends to a journal. When <see cref="Append"/> returns, the operating system has the entries, so that the end of the process cannot lose them.
/// <see cref="Sync"/> flushes them to disk, which protects them from a power failure or a system crash.
/// </summary>
internal sealed class JournalWriter : IDisposable
{
    // The space that answers under way may need once the disk is full.
    private const int BallastSize = 1024 * 1024;

    private readonly object _lock = new();
    private readonly string _path;
    private readonly string _ballast;
    private readonly FileStream _stream;
    private readonly MemoryStream _frames = new();
    private readonly BinaryWriter _writer;
    private readonly DiskFlush _flush;
    private JournalHead? _head;
    private long _end;
    private bool _hasBatches;

    private JournalWriter(string path, string token, FileStream stream)
    {
        _path = path;
        _ballast = JobPaths.ReserveOf(path, token);
        _stream = stream;
        _writer = new BinaryWriter(_frames);
        _flush = new DiskFlush(() => stream.Flush(flushToDisk: true));
    }

    /// <summary>The offset of the next entry; from any thread.</summary>
    public long End => Volatile.Read(ref _end);

    /// <summary>Frees what can be recreated, before an entry on a full disk uses the reserved space.</summary>
    public Action? FreeRoom { get; set; }

    /// <summary>The number of entries in the journal.</summary>
    public long Entries { get; private set; }

    /// <summary>The number of bytes outside of valid entries when the journal was opened.</summary>
    public long DamagedBytes { get; private set; }

    /// <summary>True if the journal had lost its beginning, and with it everything, when it was opened.</summary>
    public bool IsCutOff => _head is { IsCut: true };

    /// <summary>Opens a journal to continue it, or creates one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="found">Receives each valid entry: its offset, whether it is an answer, its key.</param>
    /// <param name="token">A token in the names of this run's files; null creates one.</param>
    /// <param name="batch">Receives the steps of batches, in order; null if they are not needed.</param>
    /// <exception cref="HolySheepException">The file is not a journal of this version, or cannot be written.</exception>
    public static JournalWriter Open(string path, Action<long, bool, RowKey> found, string? token = null, Action<BatchRecord>? batch = null)
    {
        token ??= Guid.NewGuid().ToString("N");
        JournalWriter? journal = null;
        try
        {
            Create(path, token);
            journal = new JournalWriter(path, token, OwnerFile.OpenToWrite(path));
            journal.Begin(found, batch);
            return journal;
        }
        catch (Exception exception)
        {
            journal?.Dispose();
            if (CsvFault.IsOfFile(exception))
            {
                throw CsvFault.Unusable(path, "cannot be written", exception, "Give an output in a folder that exists, that you can write to and that has free space.");
            }

            throw;
        }
    }

    /// <summary>Writes entries in one operation, because a slow disk takes as long for one entry as for many; from any thread.</summary>
    /// <param name="entries">The entries.</param>
    /// <param name="places">Receives the offset of each entry.</param>
    /// <returns>True if the entries used the reserved space; then no further call should be made.</returns>
    /// <exception cref="IOException">The entries cannot be written; the entries before them are intact.</exception>
    public bool Append(IReadOnlyList<IJournalRecord> entries, List<long> places)
    {
        lock (_lock)
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
                throw new IOException("the disk is full");
            }

            Volatile.Write(ref _end, _end + _frames.Length);
            TellExtent();
            Entries += places.Count;
            _flush.Mark();
            return isFull;
        }
    }

    /// <summary>Writes a step of a batch, to disk before it returns: nothing of the step may happen without it. Rows that are added cost only what is reserved for them.</summary>
    /// <returns>True if it used the reserved space; then no further call should be made.</returns>
    /// <exception cref="IOException">It cannot be written.</exception>
    public bool AppendStep(BatchRecord record)
    {
        lock (_lock)
        {
            if (!_hasBatches && _head is { KeepsExtent: true })
            {
                JournalHead.WriteBatches(_stream);
            }

            _hasBatches = true;
            var isFull = Append([record], []);
            if (record.Step != BatchStep.Filled)
            {
                Sync();
            }

            return isFull;
        }
    }

    /// <summary>Flushes everything that is not on disk yet; from any thread.</summary>
    /// <exception cref="IOException">The flush fails.</exception>
    public void Sync() => _flush.Run();

    /// <inheritdoc/>
    public void Dispose()
    {
        _stream.Dispose();
        _writer.Dispose();
        if (File.Exists(_ballast))
        {
            File.Delete(_ballast);
        }

        if (_end == _head?.Size)
        {
            // A link to it is the user's.
            File.Delete(OwnerFile.FinalTarget(_path));
        }
    }

    // A journal always has its first bytes, by which it is recognized, even if the process is killed.
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
                var head = JournalHead.Empty();
                stream.Write(head, 0, head.Length);
            }

            File.Move(whole, OwnerFile.FinalTarget(path));
        }
        finally
        {
            File.Delete(whole);
        }
    }

    private void Begin(Action<long, bool, RowKey> found, Action<BatchRecord>? batch)
    {
        _head = JournalHead.Read(_stream) ?? throw new HolySheepException(
            ErrorCode.FileUnusable, $"{_path} is not a journal of this version.", $"Start over with {CommandHint.Option("Restart")}; its answers are then requested and paid again.");
        if (_head.IsCut)
        {
            var head = JournalHead.Empty();
            _stream.Position = 0;
            _stream.Write(head, 0, head.Length);
            _end = head.Length;
        }
        else
        {
            using var reader = new JournalReader(_path);
            _end = reader.Scan((offset, isAnswer, key) =>
            {
                Entries++;
                found(offset, isAnswer, key);
            }, batch);
            DamagedBytes = reader.DamagedBytes;
        }

        _stream.SetLength(_end);
        TellExtent();
        using var ballast = new FileStream(_ballast, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        ballast.Write(new byte[BallastSize], 0, BallastSize);
    }

    // After the entries: if the process is killed in between, the head names an earlier end, and nothing is missed.
    private void TellExtent()
    {
        if (_head is { KeepsExtent: true })
        {
            JournalHead.WriteExtent(_stream, _end);
        }
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
            // The next run would cut off half an entry anyway; without it the file is valid.
            _stream.SetLength(_end);
            return false;
        }
    }
}
