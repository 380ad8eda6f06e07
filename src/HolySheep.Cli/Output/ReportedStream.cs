using System;
using System.IO;
using HolySheep.Errors;

namespace HolySheep.Cli.Output;

/// <summary>Standard output whose failures to write are errors of the command line. They can come from any writer whose buffer is full, and not only from the last flush.</summary>
internal sealed class ReportedStream(Stream inner) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <exception cref="HolySheepException">The write fails, for example on a full disk.</exception>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <exception cref="HolySheepException">The write fails, for example on a full disk.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            inner.Write(buffer);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Fault(exception);
        }
    }

    /// <exception cref="HolySheepException">The write fails, for example on a full disk.</exception>
    public override void Flush()
    {
        try
        {
            inner.Flush();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Fault(exception);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private static HolySheepException Fault(Exception exception) => new(
        ErrorCode.ArgumentInvalid, $"Standard output cannot be written: {exception.Message}", "Redirect it to a file or pipe that can be written; the answer was not kept.", exception);
}
