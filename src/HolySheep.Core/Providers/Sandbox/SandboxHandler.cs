using System;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Time;

namespace HolySheep.Providers.Sandbox;

/// <summary>Takes the place of the socket: accepts real requests and gives real replies without the network.</summary>
internal sealed class SandboxHandler(SandboxScript script, TimeProvider timeProvider) : HttpMessageHandler
{
    private readonly SandboxPlay _play = new(script);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is null)
        {
            return Json(HttpStatusCode.OK, SandboxReply.Models());
        }

#if NET8_0_OR_GREATER
        var body = await request.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
#else
        var body = await request.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
#endif
        var asked = SandboxRequest.Read(body);
        var fault = _play.Next(RehearsalConfiguration.ProviderAt(request.RequestUri), asked.Model);
        switch (fault?.Kind)
        {
            case SandboxFaultKind.Status:
                return Status(fault);
            case SandboxFaultKind.Down:
                throw new HttpRequestException("The sandbox is down, as its script says.", new SocketException((int)SocketError.ConnectionRefused));
            case SandboxFaultKind.Refuse:
                return Json(HttpStatusCode.BadRequest, SandboxReply.Error("content_policy_violation", "The sandbox refuses, as its script says."));
            case SandboxFaultKind.Auth:
                return Json(HttpStatusCode.Unauthorized, SandboxReply.Error("invalid_api_key", "The sandbox refuses the key, as its script says."));
            case SandboxFaultKind.Quota:
                return Json((HttpStatusCode)429, SandboxReply.Error("insufficient_quota", "The sandbox has no quota left, as its script says."));
            case SandboxFaultKind.Slow:
                await Pause.ForAsync(timeProvider, fault.Time.GetValueOrDefault(), cancellationToken).ConfigureAwait(false);
                return Answer(asked, null);
            default:
                return Answer(asked, fault);
        }
    }

    private HttpResponseMessage Answer(SandboxRequest asked, SandboxFault? fault)
    {
        var text = SandboxAnswer.Of(asked, fault is null ? 0 : fault.Tokens + 1);
        var pieces = SandboxReply.Pieces(asked, text, timeProvider.GetUtcNow().ToUnixTimeSeconds(), fault?.Tokens);
        var content = new StreamContent(new SandboxBody(pieces, fault?.Kind, timeProvider));
        content.Headers.ContentType = new MediaTypeHeaderValue(asked.Streamed ? "text/event-stream" : "application/json");
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = content };
    }

    private static HttpResponseMessage Status(SandboxFault fault)
    {
        var response = Json((HttpStatusCode)fault.Status, SandboxReply.Error("sandbox_" + fault.Status, "The sandbox plays this status, as its script says."));
        if (fault.Time is { } wait)
        {
            response.Headers.RetryAfter = new RetryConditionHeaderValue(wait);
        }

        return response;
    }

    private static HttpResponseMessage Json(HttpStatusCode status, byte[] body)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return new HttpResponseMessage(status) { Content = content };
    }
}
