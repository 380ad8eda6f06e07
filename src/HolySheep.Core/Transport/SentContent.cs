using System.IO;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;

namespace HolySheep.Transport;

/// <summary>The body of a request, which knows whether all of it has left: no provider bills a request that came only in part.</summary>
internal sealed class SentContent(byte[] bytes, int length) : ByteArrayContent(bytes, 0, length)
{
    public SentContent(byte[] bytes)
        : this(bytes, bytes.Length)
    {
    }

    /// <summary>Whether a connection was there to hand it to.</summary>
    public bool IsBegun { get; private set; }

    /// <summary>Whether all of it was handed to the connection.</summary>
    public bool IsSent { get; private set; }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        IsBegun = true;
        try
        {
            await base.SerializeToStreamAsync(stream, context).ConfigureAwait(false);
            IsSent = true;
        }
        catch (IOException)
        {
            // A server that refuses a request early, as with a 413, closes the connection behind its answer: that is still to be read, and reading fails like this if there is none.
        }
    }
}
