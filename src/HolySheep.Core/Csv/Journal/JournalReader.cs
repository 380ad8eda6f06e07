using System;
using System.IO;
using HolySheep.Files;

namespace HolySheep.Csv.Journal;

/// <summary>Reads a journal, from its beginning or at a place. Not for two threads at once.</summary>
internal sealed class JournalReader : IDisposable
{
    private const int BufferSize = 32 * 1024;

    private readonly FileStream _stream;

    private readonly Func<long>? _written;
    private readonly byte[] _head = new byte[JournalFrame.HeadSize];
    private readonly MemoryStream _body = new();
    private readonly BinaryReader _reader;

    // What the file had when that was last looked at; each look at a file takes a call of the system.
    private long _end;

    /// <param name="path">The file.</param>
    /// <param name="written">Where the last entry ends that its writer has written by now; null where nobody writes.</param>
    public JournalReader(string path, Func<long>? written = null)
    {
        _written = written;
        FileKind.ThrowIfOther(path);
        _stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, BufferSize);
        _end = written?.Invoke() ?? _stream.Length;
        _reader = new BinaryReader(_body);
    }

    /// <summary>The entry at a place that <see cref="Scan"/> or the writer gave.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public JournalEntry Read(long offset)
    {
        if (offset >= _end && _written is not null)
        {
            // What the buffer has from beyond the end may have been read while it was written.
            _stream.Flush();
            _end = _written();
        }

        _stream.Position = offset;
        return ReadFrame() ? JournalEntry.ReadFrom(_reader) : throw new InvalidDataException($"The journal is damaged at byte {offset}.");
    }

    /// <summary>Goes through all whole entries; a damaged one with whole ones after it is passed over.</summary>
    /// <param name="found">Receives the place of an entry, whether it is an answer, and its key.</param>
    /// <returns>Where the last whole entry ends: what comes after it was cut short.</returns>
    public long Scan(Action<long, bool, RowKey> found)
    {
        var end = (long)JournalFrame.Signature.Length;
        var at = end;
        while (at + JournalFrame.HeadSize <= _end)
        {
            _stream.Position = at;
            if (ReadFrame())
            {
                var (isAnswer, key) = JournalEntry.ReadHead(_reader);
                found(at, isAnswer, key);
                end = _stream.Position;
                at = end;
            }
            else if (Length > 0 && at + JournalFrame.HeadSize + Length < _end)
            {
                at += JournalFrame.HeadSize + Length;
            }
            else
            {
                break;
            }
        }

        return end;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _reader.Dispose();
        _stream.Dispose();
    }

    private int Length { get; set; }

    private bool ReadFrame()
    {
        Length = 0;
        if (!Fill(_head, JournalFrame.HeadSize))
        {
            return false;
        }

        (Length, var checksum) = JournalFrame.ReadHead(_head);
        if (Length <= 0 || _stream.Position + Length > _end)
        {
            return false;
        }

        _body.SetLength(Length);
        _body.Position = 0;
        return Fill(_body.GetBuffer(), Length) && JournalFrame.Checksum(_body.GetBuffer(), 0, Length) == checksum;
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
