using System;
using System.IO;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;

namespace HolySheep.Transport;

/// <summary>Finds in an exception of the HTTP stack why bytes did not arrive.</summary>
internal static class TransportFaults
{
    /// <summary>The fault before or while the response's headers arrived.</summary>
    public static TransportException OfSend(Exception exception)
    {
        var fault = exception is OperationCanceledException ? TransportFault.ConnectTimedOut : OfRequest(exception);
        return new TransportException(fault, Describe(fault, exception), exception);
    }

    /// <summary>The fault while the body arrived.</summary>
    public static TransportException OfBody(Exception exception)
    {
        var fault = Find<SocketException>(exception) is null ? TransportFault.ShortBody : TransportFault.ConnectionReset;
        return new TransportException(fault, Describe(fault, exception), exception);
    }

    private static TransportFault OfRequest(Exception exception)
    {
#if NET8_0_OR_GREATER
        switch ((exception as HttpRequestException)?.HttpRequestError)
        {
            case HttpRequestError.NameResolutionError:
                return TransportFault.NameNotResolved;
            case HttpRequestError.SecureConnectionError:
                return TransportFault.TlsFailed;
            case HttpRequestError.ProxyTunnelError:
                return TransportFault.ProxyFailed;
            case HttpRequestError.ConnectionError when Find<SocketException>(exception)?.SocketErrorCode is not SocketError.ConnectionReset:
                return TransportFault.ConnectionFailed;
        }
#else
        switch (Find<System.Net.WebException>(exception)?.Status)
        {
            case System.Net.WebExceptionStatus.NameResolutionFailure:
                return TransportFault.NameNotResolved;
            case System.Net.WebExceptionStatus.ProxyNameResolutionFailure:
                return TransportFault.ProxyFailed;
            case System.Net.WebExceptionStatus.ConnectFailure:
                return TransportFault.ConnectionFailed;
            case System.Net.WebExceptionStatus.SecureChannelFailure or System.Net.WebExceptionStatus.TrustFailure:
                return TransportFault.TlsFailed;
        }
#endif
        if (Find<AuthenticationException>(exception) is not null)
        {
            return TransportFault.TlsFailed;
        }

        return Find<SocketException>(exception)?.SocketErrorCode switch
        {
            SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => TransportFault.NameNotResolved,
            SocketError.ConnectionRefused or SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.TimedOut => TransportFault.ConnectionFailed,
            _ => TransportFault.ConnectionReset,
        };
    }

    private static string Describe(TransportFault fault, Exception exception)
    {
        var words = fault switch
        {
            TransportFault.NameNotResolved => "the host name has no address",
            TransportFault.ConnectionFailed => "no connection could be made",
            TransportFault.TlsFailed => "no secure connection could be made",
            TransportFault.ProxyFailed => "the proxy refused the connection",
            TransportFault.ConnectTimedOut => "no connection was made in time",
            TransportFault.ShortBody => "the reply ended before its announced end",
            _ => "the connection broke",
        };
        var innermost = exception;
        while (innermost.InnerException is { } inner)
        {
            innermost = inner;
        }

        return exception is OperationCanceledException ? words : $"{words} ({innermost.Message.TrimEnd('.')})";
    }

    private static T? Find<T>(Exception? exception)
        where T : Exception
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is T found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>Whether the HTTP stack throws it when bytes do not arrive.</summary>
    public static bool IsTransport(Exception exception) => exception is HttpRequestException or IOException or InvalidDataException or SocketException

        // What the Brotli decoder throws for invalid data, for which gzip throws InvalidDataException.
        or InvalidOperationException { Source: "System.IO.Compression.Brotli" };
}
