using System;
using System.Buffers;
using System.Globalization;
using System.IO;
using System.IO.Pipelines;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace HolySheep.TestKit.Wire;

/// <summary>Reads HTTP/1.1 requests from one connection, and tells when the client has left.</summary>
internal sealed class RequestReader(Stream stream)
{
    private const int LongestHead = 1 << 20;
    private const int LongestBody = 32 << 20;
    private readonly PipeReader _input = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 1 << 16, leaveOpen: true));
    private Task<ReadResult>? _ahead;

    /// <summary>Reads the next head; null if the client closed between two requests.</summary>
    public async Task<RequestHead?> ReadHeadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            ReadResult read = await TakeAsync(cancellationToken);
            if (TryFind(read.Buffer, "\r\n\r\n"u8, out SequencePosition end, out SequencePosition next))
            {
                RequestHead head = RequestHead.Parse(read.Buffer.Slice(0, end).ToArray());
                _input.AdvanceTo(next);
                return head;
            }

            if (read.IsCompleted)
            {
                return read.Buffer.IsEmpty ? null : throw new IOException("The client left within the headers.");
            }

            if (read.Buffer.Length > LongestHead)
            {
                throw new InvalidDataException("The request's headers are longer than 1 MB.");
            }

            _input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>Reads the body that the head announces.</summary>
    public async Task<byte[]> ReadBodyAsync(RequestHead head, CancellationToken cancellationToken)
    {
        if (!head.IsChunked)
        {
            return await ReadExactlyAsync(head.ContentLength, cancellationToken);
        }

        var body = new MemoryStream();
        while (true)
        {
            string size = (await ReadLineAsync(cancellationToken)).Split(';')[0].Trim();
            if (!int.TryParse(size, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int length) || body.Length + length > LongestBody)
            {
                throw new InvalidDataException($"'{size}' is no chunk size of a body up to 32 MB.");
            }

            body.Write(await ReadExactlyAsync(length, cancellationToken));
            if (length == 0)
            {
                // trailers end with an empty line
                while ((await ReadLineAsync(cancellationToken)).Length > 0)
                {
                }

                return body.ToArray();
            }

            await ReadLineAsync(cancellationToken);
        }
    }

    /// <summary>Completes once the client sends more or leaves: true if it left.</summary>
    public async Task<bool> HasLeftAsync(CancellationToken cancellationToken)
    {
        try
        {
            _ahead ??= _input.ReadAsync(cancellationToken).AsTask();
            ReadResult read = await _ahead;
            return read.IsCompleted && read.Buffer.IsEmpty;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static bool TryFind(ReadOnlySequence<byte> buffer, ReadOnlySpan<byte> mark, out SequencePosition end, out SequencePosition next)
    {
        var reader = new SequenceReader<byte>(buffer);
        bool found = reader.TryReadTo(out ReadOnlySequence<byte> before, mark);
        end = before.End;
        next = reader.Position;
        return found;
    }

    private async Task<byte[]> ReadExactlyAsync(long length, CancellationToken cancellationToken)
    {
        if (length > LongestBody)
        {
            throw new InvalidDataException($"A body of {length} bytes is longer than 32 MB.");
        }

        byte[] body = new byte[length];
        for (int filled = 0; filled < length;)
        {
            ReadResult read = await TakeAsync(cancellationToken);
            ReadOnlySequence<byte> part = read.Buffer.Slice(0, Math.Min(read.Buffer.Length, length - filled));
            part.CopyTo(body.AsSpan(filled));
            filled += (int)part.Length;
            _input.AdvanceTo(part.End);
            if (read.IsCompleted && filled < length)
            {
                throw new IOException($"The client left after {filled} of {length} bytes of the body.");
            }
        }

        return body;
    }

    private async Task<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            ReadResult read = await TakeAsync(cancellationToken);
            if (TryFind(read.Buffer, "\r\n"u8, out SequencePosition end, out SequencePosition next))
            {
                string line = Encoding.Latin1.GetString(read.Buffer.Slice(0, end));
                _input.AdvanceTo(next);
                return line;
            }

            if (read.IsCompleted)
            {
                throw new IOException("The client left within a chunked body.");
            }

            _input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private Task<ReadResult> TakeAsync(CancellationToken cancellationToken)
    {
        Task<ReadResult> read = _ahead ?? _input.ReadAsync(cancellationToken).AsTask();
        _ahead = null;
        return read;
    }
}
