using System;
using System.Collections.Generic;
using System.Linq;

namespace HolySheep.Providers.Errors;

/// <summary>The names of an error's members, as vendors write them; case, <c>_</c> and <c>-</c> make no difference.</summary>
internal static class ErrorMembers
{
    public const string BaseResponse = "baseresp";

    private static readonly HashSet<string> Codes = new(StringComparer.Ordinal)
    {
        "code", "type", "status", "reason", "errorcode", "errortype", "errorstatus", "statuscode", "innercode", "subcode", "limitsource", "kind", "error", "errors",
    };

    private static readonly HashSet<string> Texts = new(StringComparer.Ordinal)
    {
        "message", "msg", "detail", "details", "description", "reason", "reasons", "text", "title", "cause", "causes", "explanation", "raw", "error", "errors", "err",
        "errormessage", "errormsg", "errordescription", "errordetail", "errordetails", "statusmsg", "statusmessage", "originalmessage", "providermessage", "code",
    };

    // These members repeat the request or the model's words, which say nothing about the error.
    private static readonly HashSet<string> Echoes = new(StringComparer.Ordinal)
    {
        "input", "inputs", "prompt", "messages", "contents", "request", "requestbody", "headers", "choices", "usage", "failedgeneration", "loc", "ctx", "stack", "stacktrace", "traceback",
    };

    /// <summary>The name in the form of the sets.</summary>
    public static string Squeeze(string name)
    {
        var letters = name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant).ToArray();
        return new string(letters);
    }

    public static bool NamesCode(string name) => Codes.Contains(name);

    public static bool NamesText(string name) => Texts.Contains(name);

    public static bool IsEcho(string name) => Echoes.Contains(name);

    /// <summary>Whether the member names the quota that is used up.</summary>
    public static bool NamesQuota(string name) => name is "quotaid" or "quotametric" or "quotalimit" or "subject";
}
