using System.Text.Json;

namespace HolySheep.Spend.Ledger.Log;

/// <summary>The JSON of an attempt that begins.</summary>
internal static class LogStart
{
    /// <summary>Reads the object at which the reader is.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public static AttemptStart Read(ref Utf8JsonReader json) => LogMembers.Object(ref json, new AttemptStart(), Read);

    private static bool Read(ref Utf8JsonReader json, string name, ref AttemptStart start)
    {
        switch (name)
        {
            case nameof(AttemptStart.Process):
                start.Process = json.GetInt64();
                break;
            case nameof(AttemptStart.Call):
                start.Call = json.GetString()!;
                break;
            case nameof(AttemptStart.Role):
                start.Role = (AttemptRole)json.GetInt32();
                break;
            case nameof(AttemptStart.Number):
                start.Number = json.GetInt32();
                break;
            case nameof(AttemptStart.IsFallback):
                start.IsFallback = json.GetBoolean();
                break;
            case nameof(AttemptStart.StartedAt):
                start.StartedAt = json.GetDateTimeOffset();
                break;
            case nameof(AttemptStart.ModelAsked):
                start.ModelAsked = json.GetString()!;
                break;
            case nameof(AttemptStart.Model):
                start.Model = json.GetString()!;
                break;
            case nameof(AttemptStart.ModelSent):
                start.ModelSent = json.GetString()!;
                break;
            case nameof(AttemptStart.Provider):
                start.Provider = json.GetString()!;
                break;
            case nameof(AttemptStart.Tags):
                start.Tags = LogMembers.Texts(ref json);
                break;
            case nameof(AttemptStart.Job):
                start.Job = json.GetString();
                break;
            case nameof(AttemptStart.Task):
                start.Task = json.GetString();
                break;
            case nameof(AttemptStart.Caller):
                start.Caller = json.GetString();
                break;
            case nameof(AttemptStart.Version):
                start.Version = json.GetString();
                break;
            case nameof(AttemptStart.Revision):
                start.Revision = json.GetString();
                break;
            case nameof(AttemptStart.Machine):
                start.Machine = json.GetString();
                break;
            case nameof(AttemptStart.Estimate):
                start.Estimate = json.GetInt64();
                break;
            case nameof(AttemptStart.PromptTokens):
                start.PromptTokens = json.GetInt64();
                break;
            case nameof(AttemptStart.ExpectedOutput):
                start.ExpectedOutput = json.GetInt64();
                break;
            case nameof(AttemptStart.Prompt):
                start.Prompt = json.GetString();
                break;
            case nameof(AttemptStart.PromptKind):
                start.PromptKind = json.GetInt32();
                break;
            case nameof(AttemptStart.Wait):
                start.Wait = LogMembers.Time(ref json);
                break;
            case nameof(AttemptStart.KeyMark):
                start.KeyMark = json.GetString();
                break;
            case nameof(AttemptStart.Leases):
                start.Leases = LogMembers.Numbers(ref json);
                break;
            default:
                return false;
        }

        return true;
    }
}
