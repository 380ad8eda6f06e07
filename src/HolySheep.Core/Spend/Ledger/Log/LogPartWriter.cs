using System;
using System.IO;
using HolySheep.Files;

namespace HolySheep.Spend.Ledger.Log;

/// <summary>
/// Writes the lines of one part. Room for them is made ahead, and what the first line promises of it is written once for many lines: a line is one system call, a full disk is met before the line,
/// and a file that lost its end is shorter than promised.
/// </summary>
internal sealed class LogPartWriter : IDisposable
{
    private const int FirstSize = 4 * 1024;
    private const int Step = 32 * 1024;
    private static readonly byte[] Room = RoomOfOneStep();
    private readonly FileStream _stream;
    private readonly MemoryStream _promise;
    private readonly MemoryStream _waiting = new();
    private readonly long _before;
    private long _last;
    private long _lastWaiting;
    private long _size = FirstSize;

    private LogPartWriter(FileStream stream, MemoryStream promise, long before) => (_stream, _promise, _before, _last, _lastWaiting, Length) = (stream, promise, before, before, before, promise.Length);

    /// <summary>The end of the last line, in bytes.</summary>
    public long Length { get; private set; }

    /// <summary>Whether it has no line.</summary>
    public bool IsEmpty => _last == _before;

    /// <summary>Creates the file of a part, complete with its first line: without it, what a killed process leaves would be damaged.</summary>
    /// <param name="part">The part.</param>
    /// <param name="before">The number before that of its first line.</param>
    /// <returns>Null if another process took the file for that of a gone process and deleted it, before it was locked.</returns>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static LogPartWriter? Begin(LogPart part, long before)
    {
        var promise = new MemoryStream();
        LogPromise.Write(promise, before, before, FirstSize);
        var unborn = part.Path + ".new";
        try
        {
            Create(unborn, promise);
            File.Move(unborn, part.Path);
        }
        catch (IOException)
        {
            // A full disk would get one for each call.
            File.Delete(unborn);
            throw;
        }

        var opened = OwnerFile.OpenToWrite(part.Path);
        if (opened.Length > 0 && File.Exists(part.Path))
        {
            return new LogPartWriter(opened, promise, before);
        }

        opened.Dispose();
        return null;
    }

    /// <summary>Writes a line, and those before it that wait.</summary>
    /// <exception cref="IOException">They are not written, or half of them; nothing may follow but <see cref="Dispose"/>.</exception>
    public void Append(long number, byte[] json)
    {
        Add(number, json);
        WriteWaiting();
    }

    /// <summary>Takes a line that is written with the next one, by <see cref="WriteWaiting"/>, or at the end.</summary>
    /// <inheritdoc cref="Append"/>
    public void AppendLater(long number, byte[] json)
    {
        Add(number, json);
        if (IsEmpty || _waiting.Length > Step)
        {
            WriteWaiting();
        }
    }

    /// <summary>Writes the lines that wait.</summary>
    /// <inheritdoc cref="Append"/>
    public void WriteWaiting()
    {
        var length = (int)_waiting.Length;
        if (length == 0)
        {
            return;
        }

        try
        {
            if (Length + length > _size)
            {
                MakeRoom(Length + length);
            }

            _stream.Position = Length;
            _stream.Write(_waiting.GetBuffer(), 0, length);
            (Length, _last) = (Length + length, _lastWaiting);
        }
        finally
        {
            // What is half written must not be written again.
            _waiting.SetLength(0);
        }
    }

    /// <summary>Ends the part: it promises its last line, and has neither room nor half a line any more.</summary>
    public void Dispose()
    {
        try
        {
            WriteWaiting();
            Promise(size: 0);
            _stream.SetLength(Length);
        }
        catch (IOException)
        {
            // It promises less than there is.
        }

        _stream.Dispose();
    }

    private void Add(long number, byte[] json)
    {
        LogFrame.Write(_waiting, number, json);
        _lastWaiting = number;
    }

    private static void Create(string path, MemoryStream promise)
    {
        using var stream = OwnerFile.Create(path);
        stream.Write(promise.GetBuffer(), 0, (int)promise.Length);
        stream.Write(Room, 0, FirstSize - (int)promise.Length);
    }

    private static byte[] RoomOfOneStep()
    {
        var room = new byte[Step];
        room.AsSpan().Fill(LogFrame.Room);
        return room;
    }

    private void MakeRoom(long least)
    {
        _stream.Position = _size;
        while (_size < least)
        {
            _stream.Write(Room, 0, Room.Length);
            _size += Room.Length;
        }

        Promise(_size);
    }

    private void Promise(long size)
    {
        LogPromise.Write(_promise, _before, _last, size);
        _stream.Position = 0;
        _stream.Write(_promise.GetBuffer(), 0, (int)_promise.Length);
    }
}
