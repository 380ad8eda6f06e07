using System;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography;
using HolySheep.Chat;
using HolySheep.Configuration.Clients;
using HolySheep.Configuration.Masking;
using HolySheep.Errors;
using HolySheep.Files;

namespace HolySheep.Configuration.Keys;

/// <summary>Finds the token that callers of a gateway send, and makes one.</summary>
public static class GatewayToken
{
    private const string FileName = "gateway.token";
    private const int RandomBytes = 32;

    // A shorter one can be guessed; 16 characters are as much as many tools make.
    private const int Shortest = 16;

    /// <summary>Reads the token that a reference names.</summary>
    /// <param name="reference"><c>env:NAME</c> or <c>file:PATH</c>.</param>
    /// <param name="environment">Reads an environment variable; null means the process's own.</param>
    /// <exception cref="HolySheepException">The reference has another form, or there is no usable token in its place.</exception>
    public static Secret Read(string reference, Func<string, string?>? environment = null)
    {
        // No message repeats the text: it may be a token that was given instead of a reference.
        var colon = reference.IndexOf(':');
        var path = reference.Substring(colon + 1);
        var probe = reference.Substring(0, Math.Max(colon, 0)) switch
        {
            "env" when path.Length > 0 => KeyProbe.Of((environment ?? ProcessEnvironment.Read)(path)),
            "file" when path.Length > 0 => KeyFile.Read(Path.GetFullPath(path)),
            "secret" => throw Fault("The command cannot read vaults.", "Give the token as env:NAME or file:PATH."),
            _ => throw Fault("The token is not given by its place.", "Give env:NAME or file:PATH; a token itself must not be on the command line, where other users can see it."),
        };
        return probe.Key is null ? throw Fault($"There is no token in {reference}: {probe.Reason}.", probe.Hint ?? "Set it to a text of at least 16 characters.") : Checked(probe.Key, reference);
    }

    /// <summary>Reads the tokens of the clients of a configuration.</summary>
    /// <param name="clients">The clients.</param>
    /// <param name="environment">Reads an environment variable; null means the process's own.</param>
    /// <exception cref="HolySheepException">A client has no usable token in its place, or two have the same.</exception>
    public static IReadOnlyList<GatewayCaller> ReadAll(IReadOnlyList<GatewayClientOptions> clients, Func<string, string?>? environment = null)
    {
        var callers = new List<GatewayCaller>(clients.Count);
        foreach (var client in clients)
        {
            var caller = new GatewayCaller(client, Read(client.Token.ToString(), environment));
            if (callers.Find(other => other.Token.Reveal() == caller.Token.Reveal()) is { } same)
            {
                throw Fault($"The clients '{same.Client.Name}' and '{client.Name}' of the gateway have the same token.", "Give each its own, so that calls can be told apart.");
            }

            callers.Add(caller);
        }

        return callers;
    }

    /// <summary>Makes a random token, which no message shows.</summary>
    public static Secret Make() => Checked(new Secret(Random()), "memory");

    /// <summary>Reads the token of a folder, or makes a random one in a file that only its owner can read.</summary>
    /// <param name="folder">The folder of the state.</param>
    /// <returns>The token, the path of its file, and whether it was made now.</returns>
    /// <exception cref="HolySheepException">The file cannot be read or written.</exception>
    public static (Secret Token, string Path, bool IsNew) ReadOrMake(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (File.Exists(path))
        {
            return (Read("file:" + path), path, false);
        }

        var token = Make();
        try
        {
            OwnerFile.CreateFolder(folder);
            AtomicFile.Write(path, token.Reveal() + "\n");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HolySheepException(ErrorCode.FileUnusable, $"No token can be written to '{path}': {exception.Message}", "Give one by its place: env:NAME or file:PATH.", exception);
        }

        return (token, path, true);
    }

    private static Secret Checked(Secret token, string place)
    {
        if (token.Reveal().Length < Shortest)
        {
            throw Fault($"The token in {place} has {token.Reveal().Length} characters.", $"Use at least {Shortest}, for example the output of: openssl rand -hex 32");
        }

        ProcessKeys.Hide(token);
        return token;
    }

    private static string Random()
    {
        var bytes = new byte[RandomBytes];
        using var source = RandomNumberGenerator.Create();
        source.GetBytes(bytes);
        return "hs-" + Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
    }

    private static HolySheepException Fault(string message, string hint) => new(ErrorCode.ArgumentInvalid, message, hint);
}
