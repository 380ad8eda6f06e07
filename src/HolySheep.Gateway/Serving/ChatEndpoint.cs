using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Errors;
using HolySheep.Gateway.Headers;
using HolySheep.Gateway.Http;
using HolySheep.Gateway.Protocols;

namespace HolySheep.Gateway.Serving;

/// <summary>Answers chat requests of any protocol.</summary>
internal static class ChatEndpoint
{
    // With it the official clients send the whole conversation again, which every target can answer.
    private const string ThreadNotFound = """{"error_code":"thread_not_found"}""";

    /// <summary>Answers a request.</summary>
    public static async Task ServeAsync(Exchange exchange)
    {
        var request = await ReadAsync(exchange);
        try
        {
            await AnswerAsync(exchange, request);
        }
        catch (HolySheepException exception) when (exception.Code == ErrorCode.NoTargetEligible && request.Chat.Original is { Only: { } only } && !exchange.Response.HasStarted)
        {
            var fault = new RequestFault(FaultKind.BadRequest, "not_translatable", $"The request has {only}, which no other format can say. {exception.Message}") { OwnCode = exception.Code };
            throw new FaultException(request.IsContinued ? fault with { Kind = FaultKind.NotFound, Code = "thread_not_found", Details = ThreadNotFound } : fault);
        }
    }

    private static async Task AnswerAsync(Exchange exchange, ProtocolRequest request)
    {
        if (request.IsStream)
        {
            await new StreamedAnswer(exchange, request).SendAsync();
            return;
        }

        var result = await exchange.Served.Client.ChatAsync(request.Chat, exchange.Ended);
        exchange.Entry.Take(result);
        AnswerHeaders.Write(exchange.Response.Headers, result, exchange.Protocol.RequestIdName);
        if (result.Original is { } original)
        {
            await exchange.SendAsync(200, original.Json);
            return;
        }

        await exchange.SendAsync(200, json => exchange.Protocol.WriteAnswer(json, result));
    }

    /// <summary>Counts the tokens of a request's prompt.</summary>
    public static async Task CountAsync(Exchange exchange)
    {
        var request = await ReadAsync(exchange);
        var count = await exchange.Served.Client.CountTokensAsync(request.Chat, exchange.Ended);
        await exchange.SendAsync(200, json =>
        {
            json.WriteStartObject();
            json.WriteNumber("input_tokens", count.Tokens);
            json.WriteEndObject();
        });
    }

    /// <summary>Reads a request with what its headers say.</summary>
    /// <exception cref="FaultException">It cannot be served.</exception>
    public static async Task<ProtocolRequest> ReadAsync(Exchange exchange)
    {
        var body = await RequestBody.ReadAsync(exchange.Request, exchange.Options.ReadLimit, exchange.Time, exchange.Ended);
        using var document = RequestBody.Parse(body);
        var request = WithOriginal(Read(exchange.Protocol, document), body, document.RootElement, exchange);
        (exchange.Entry.Model, exchange.Entry.IsStream) = (request.Chat.Model, request.IsStream);
        exchange.ThrowIfNotServed(request.Chat.Model!);
        var chat = request.Chat with { Caller = exchange.Options.Caller, Client = exchange.Caller?.Name, Session = SessionName.Find(exchange, request.Session) };
        exchange.Entry.Session = chat.Session?.Id;
        return request with { Chat = CallHeaders.Apply(exchange, chat) };
    }

    /// <summary>The request with the body as it came, but for marks of this gateway, which mean nothing to a provider.</summary>
    private static ProtocolRequest WithOriginal(ProtocolRequest request, byte[] body, JsonElement read, Exchange exchange)
    {
        if (request.LacksReasoning && request.Only.Count == 0)
        {
            return request;
        }

        var headers = exchange.Request.Headers;
        return request with
        {
            Chat = request.Chat with
            {
                Original = new OriginalBody(exchange.Protocol.Format, request.MarkedTurns is { } turns ? OwnMarks.Cut(read, turns) : body)
                {
                    Headers = exchange.Protocol.OriginalHeaders.Where(headers.ContainsKey).ToDictionary(name => name, name => string.Join(",", headers[name].AsEnumerable())),
                    IsEmbeddings = exchange.Protocol.IsEmbeddings,
                    WantsNoText = request.WantsNoText,
                    Only = request.Only.Count == 0 ? null : string.Join(", ", request.Only),
                },
            },
        };
    }

    private static ProtocolRequest Read(IProtocol protocol, JsonDocument document)
    {
        try
        {
            return protocol.Read(document.RootElement);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            // Parts refuse what they cannot hold; the request holds it.
            throw new FaultException(new RequestFault(FaultKind.BadRequest, "invalid_value", exception.Message) { OwnCode = ErrorCode.ArgumentInvalid });
        }
    }
}
