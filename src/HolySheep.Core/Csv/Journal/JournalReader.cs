using System;
using System.IO;
using System.IO.Hashing;
using HolySheep.Files;

namespace HolySheep.Csv.Journal;

/// <summary>Reads a journal, from its beginning or from an offset. Not thread-safe.</summary>
internal sealed class JournalReader : IDisposable
{
    private const int BufferSize = 32 * 1024;

    // Much longer than any answer: a damaged length must not allocate more memory.
    private const int LongestEntry = 128 * 1024 * 1024;

    private readonly FileStream _stream;

    private readonly Func<long>? _written;
    private readonly byte[] _head = new byte[JournalFrame.HeadSize];
    private readonly MemoryStream _body = new();
    private readonly BinaryReader _reader;

    // The length of the file at the last check; each check is a system call.
    private long _end;

    /// <param name="path">The file.</param>
    /// <param name="written">Gives the end of the last entry that the writer has written; null if there is no writer.</param>
    public JournalReader(string path, Func<long>? written = null)
    {
        _written = written;
        FileKind.ThrowIfOther(path);
        _stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, BufferSize);
        _end = written?.Invoke() ?? _stream.Length;
        _reader = new BinaryReader(_body);
        Head = JournalHead.Read(_stream);
    }

    /// <summary>The head of the file; null if it is not that of a journal of a known version.</summary>
    public JournalHead? Head { get; }

    /// <summary>Reads the entry at an offset that <see cref="Scan"/> or the writer gave.</summary>
    /// <exception cref="InvalidDataException">The entry is damaged.</exception>
    public JournalEntry Read(long offset)
    {
        if (offset >= _end && _written is not null)
        {
            // Bytes in the buffer beyond the end may have been read while they were being written.
            _stream.Flush();
            _end = _written();
        }

        _stream.Position = offset;
        return ReadFrame() ? JournalEntry.ReadFrom(_reader) : throw new InvalidDataException($"The journal is damaged at byte {offset}.");
    }

    /// <summary>The number of bytes that <see cref="Scan"/> found outside of valid entries, because entries are damaged, cut short or missing at the end.</summary>
    public long DamagedBytes { get; private set; }

    /// <summary>Goes through all valid entries; damaged entries before a valid one are skipped.</summary>
    /// <param name="found">Receives the offset of an entry, whether it is an answer, and its key.</param>
    /// <param name="batch">Receives the steps of batches; null if they are not needed.</param>
    /// <returns>The end of the last valid entry; what follows it was cut short.</returns>
    public long Scan(Action<long, bool, RowKey> found, Action<BatchRecord>? batch = null)
    {
        if (Head is not { } head)
        {
            return 0;
        }

        var end = (long)head.Size;
        while (FindFrame(end) is { } at)
        {
            DamagedBytes += at - end;
            end = at + JournalFrame.HeadSize + Length;
            if (_body.GetBuffer()[0] == BatchRecord.Kind)
            {
                batch?.Invoke(BatchRecord.ReadFrom(_reader));
                continue;
            }

            var (isAnswer, key) = JournalEntry.ReadHead(_reader);
            found(at, isAnswer, key);
        }

        // Entries behind the last one that was found may be cut off, with nothing left of them.
        DamagedBytes += Math.Max(0, Math.Max(_end, head.Extent ?? 0) - end);
        return end;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _reader.Dispose();
        _stream.Dispose();
    }

    private int Length { get; set; }

    /// <summary>Reads the next valid entry at an offset or after it; null if there is none. A damaged length does not say where the next entry begins.</summary>
    private long? FindFrame(long from)
    {
        if (from + JournalFrame.HeadSize > _end)
        {
            return null;
        }

        _stream.Position = from;
        if (ReadFrame())
        {
            return from;
        }

        var window = new byte[BufferSize];
        for (var start = from + 1; start + JournalFrame.HeadSize <= _end; start += window.Length - JournalFrame.HeadSize + 1)
        {
            _stream.Position = start;
            var count = (int)Math.Min(window.Length, _end - start);
            if (!Fill(window, count))
            {
                return null;
            }

            for (var at = 0; at + JournalFrame.HeadSize <= count; at++)
            {
                var length = BitConverter.ToInt32(window, at);
                if (length > 0 && start + at + JournalFrame.HeadSize + length <= _end)
                {
                    _stream.Position = start + at;
                    if (ReadFrame())
                    {
                        return start + at;
                    }
                }
            }
        }

        return null;
    }

    private bool ReadFrame()
    {
        Length = 0;
        if (!Fill(_head, JournalFrame.HeadSize))
        {
            return false;
        }

        (Length, var checksum) = JournalFrame.ReadHead(_head);
        if (Length <= 0 || Length > LongestEntry || _stream.Position + Length > _end)
        {
            return false;
        }

        _body.SetLength(Length);
        _body.Position = 0;
        return Fill(_body.GetBuffer(), Length) && Crc32.HashToUInt32(_body.GetBuffer().AsSpan(0, Length)) == checksum;
    }

    private bool Fill(byte[] bytes, int count)
    {
        var done = 0;
        int read;
        while (done < count && (read = _stream.Read(bytes, done, count - done)) > 0)
        {
            done += read;
        }

        return done == count;
    }
}
