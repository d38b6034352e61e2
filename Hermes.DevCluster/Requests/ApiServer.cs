using System.Diagnostics.CodeAnalysis;
using Hermes.DevCluster.Authorization;
using Hermes.DevCluster.Discovery;
using Hermes.DevCluster.Faults;
using Hermes.DevCluster.Kinds;
using Hermes.DevCluster.Storage;
using Hermes.DevCluster.Tracing;
using Hermes.DevCluster.Watching;
using Microsoft.Extensions.Logging;

namespace Hermes.DevCluster.Requests;

/// <summary>The API server without a transport: a request in, an answer out.</summary>
internal sealed partial class ApiServer
{
    /// <summary>The user that the request of a front is to be taken for, when the front knows.</summary>
    public required Authenticator Authenticator { get; init; }

    /// <summary>Lets requests pass or refuses them.</summary>
    public required Authorizer Authorizer { get; init; }

    /// <summary>Records every request.</summary>
    public required RequestTrace Trace { get; init; }

    /// <summary>Counts every request for a resource.</summary>
    public required RequestCounters Counters { get; init; }

    /// <summary>What is to go wrong.</summary>
    public required FaultPlan Faults { get; init; }

    /// <summary>The stored objects.</summary>
    public required ObjectStore Store { get; init; }

    /// <summary>The kinds that are served.</summary>
    public required KindRegistry Kinds { get; init; }

    /// <summary>The watches.</summary>
    public required WatchHub Watches { get; init; }

    /// <summary>How many changes a watch may lag behind.</summary>
    public required int WatchBacklog { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>Told of the server's own faults.</summary>
    public required ILogger Logger { get; init; }

    /// <summary>Answers paths that name no resource.</summary>
    public required PathRequests Paths { get; init; }

    /// <summary>Answers get and list.</summary>
    public required Reading Reading { get; init; }

    /// <summary>Answers create, update, delete and deletecollection.</summary>
    public required Writing Writing { get; init; }

    /// <summary>Answers patch.</summary>
    public required Patching Patching { get; init; }

    /// <summary>Answers the scale subresource.</summary>
    public required Scaling Scaling { get; init; }

    /// <summary>Answers access reviews and their kin.</summary>
    public required Reviews Reviews { get; init; }

    /// <summary>Answers a request. Throws only where the caller gives up.</summary>
    public async Task<ApiResponse> HandleAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var query = new QueryParameters(request.Query);
        var info = RequestInfo.Of(request.Method, request.Path, query);
        var record = Trace.Add(new RequestRecord
        {
            Number = 0,
            Time = Clock.GetUtcNow(),
            Verb = info.Verb,
            Path = request.Path,
            Query = request.Query,
            Group = info.Group,
            Version = info.Version,
            Resource = info.Resource,
            Subresource = info.Subresource,
            Namespace = info.Namespace,
            Name = info.Name,
            UserAgent = request.UserAgent,
        });
        var (response, user) = await AnswerAsync(request, query, info, record, cancellationToken);
        Trace.Complete(record with { Status = response.Status, User = user });
        Counters.Count(request, info, response.Status);
        return response;
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever goes wrong inside is answered as a 500 and logged, as a server does.")]
    private async Task<(ApiResponse Response, string User)> AnswerAsync(
        ApiRequest request, QueryParameters query, RequestInfo info, RequestRecord record, CancellationToken cancellationToken)
    {
        var name = "";
        var fault = Faults.Next(record);
        try
        {
            await StrikeAsync(fault, record, cancellationToken);
            if (fault?.Loss == AnswerLoss.BeforeServing)
            {
                return (ApiResponse.Lost, name);
            }

            var caller = Authenticator.Identify(request);
            name = caller.Name;
            var user = Authenticator.ActingAs(request, caller);
            if (!ReferenceEquals(user, caller))
            {
                Authorizer.CheckImpersonation(caller, user.Name);
                name = user.Name;
            }

            Authorizer.Check(user, info);
            var answer = Route(request, query, info, user);
            Refuse(fault, record);
            return (Spoil(answer, fault), name);
        }
        catch (ApiException refusal)
        {
            return (Spoil(ApiResponse.Failure(refusal), fault), name);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFault(Logger, info.Verb, request.Path, exception);
            return (ApiResponse.Failure(new ApiException(500, "InternalError", $"Internal error occurred: {exception.Message}")), name);
        }
    }

    /// <summary>What goes wrong with a request before it is served.</summary>
    private async Task StrikeAsync(Fault? fault, RequestRecord record, CancellationToken cancellationToken)
    {
        if (fault is null)
        {
            return;
        }

        if (fault.Delay > TimeSpan.Zero)
        {
            await Task.Delay(fault.Delay, Clock, cancellationToken);
        }

        if (fault.CloseWatches)
        {
            Watches.CloseAll();
        }

        if (fault.Compact)
        {
            Store.Compact();
        }

        if (!fault.RefusesAfterServing)
        {
            Refuse(fault, record);
        }
    }

    private static void Refuse(Fault? fault, RequestRecord record)
    {
        if (fault?.Refusal is { } refuse)
        {
            throw refuse(record);
        }

        if (fault?.Status is { } status)
        {
            throw Refusal(status, (int?)fault.RetryAfter?.TotalSeconds);
        }
    }

    /// <summary>What goes wrong with an answer.</summary>
    private ApiResponse Spoil(ApiResponse answer, Fault? fault)
    {
        if (fault is null)
        {
            return answer;
        }

        return answer with
        {
            IsLost = fault.Loss == AnswerLoss.AfterServing,
            Date = fault.DateSkew == TimeSpan.Zero ? null : Clock.GetUtcNow() + fault.DateSkew,
            Body = (fault.CutAfter ?? fault.StallAfter) is { } limit ? new LimitedBody(answer.Body, limit, stalls: fault.CutAfter is null) : answer.Body,
        };
    }

    private static ApiException Refusal(int status, int? wait) => status switch
    {
        401 => new ApiException(401, "Unauthorized", "injected fault: Unauthorized"),
        403 => new ApiException(403, "Forbidden", "injected fault: forbidden"),
        409 => new ApiException(409, "Conflict", $"injected fault: {ApiErrors.Modified}") { RetryAfterSeconds = wait },
        410 => new ApiException(410, "Expired", "injected fault: too old resource version") { RetryAfterSeconds = wait },
        429 => new ApiException(429, "TooManyRequests", "injected fault: too many requests, please try again later") { RetryAfterSeconds = wait ?? 1 },
        503 => new ApiException(503, "ServiceUnavailable", "injected fault: the server is currently unable to handle the request") { RetryAfterSeconds = wait },
        504 => new ApiException(504, "Timeout", "injected fault: the request timed out") { RetryAfterSeconds = wait },
        _ => new ApiException(status, status == 500 ? "InternalError" : "", "injected fault") { RetryAfterSeconds = wait },
    };

    private ApiResponse Route(ApiRequest request, QueryParameters query, RequestInfo info, UserInfo user)
    {
        if (info.Resource.Length == 0)
        {
            return Paths.Answer(request);
        }

        if (Kinds.Current.Find(info.Group, info.Version, info.Resource) is not { } row
            || (!row.Namespaced && info.Namespace is not null && !LifecycleRules.IsNamespace(row)))
        {
            // A group of custom resources is served by another handler than Kubernetes' own, which has no answer of its own.
            return Kinds.Current.In(info.Group, info.Version).Any(static known => !known.Custom)
                ? throw ApiErrors.NoSuchResource()
                : PathRequests.NotFound();
        }

        var target = new Target(request, info, query, row, () => Authorizer.Check(user, info with { Verb = "create" }));
        if (ReviewKinds.Includes(row))
        {
            return Reviews.Answer(target, user);
        }

        var response = info.Subresource is null ? Object(target) : Subresource(target);
        return row.DeprecationWarning is { } warning ? response with { Warnings = [warning, .. response.Warnings] } : response;
    }

    private ApiResponse Object(Target target)
    {
        var (row, info) = (target.Row, target.Info);
        if (!row.Verbs.Contains(info.Verb, StringComparer.Ordinal)
            || (info.Verb == "create" && info.Name is not null)
            || (info.Verb is "update" or "patch" && info.Name is null))
        {
            throw ApiErrors.MethodNotAllowed();
        }

        return info.Verb switch
        {
            "get" => Reading.Get(row, target.Key, target.Query, target.Request.Accept),
            "list" => Reading.List(row, target.Namespace, target.Query, target.Request.Accept),
            "watch" => Watch(target),
            "create" => Writing.Create(target),
            "update" => Writing.Update(target),
            "patch" => Patching.Patch(target),
            "delete" => Writing.Delete(target),
            "deletecollection" => Writing.DeleteCollection(target),
            _ => throw ApiErrors.MethodNotAllowed(),
        };
    }

    private ApiResponse Subresource(Target target)
    {
        var (row, info) = (target.Row, target.Info);
        if (row.Custom)
        {
            CheckCustomSubresource(row, info);
        }

        switch (info.Subresource)
        {
            case "scale" when row.Scale is not null:
                return Scaling.Answer(target);
            case "status" when row.HasStatus:
                return info.Verb switch
                {
                    "get" => Reading.Get(row, target.Key, target.Query, target.Request.Accept),
                    "update" => Writing.Update(target),
                    "patch" => Patching.Patch(target),
                    _ => throw ApiErrors.MethodNotAllowed(),
                };
            case "finalize" when LifecycleRules.IsNamespace(row):
                return info.Verb == "update" ? Writing.Update(target) : throw ApiErrors.MethodNotAllowed();
            default:
                throw ApiErrors.NoSuchResource();
        }
    }

    /// <summary>The handler of custom resources refuses in other words than that of Kubernetes' own kinds.</summary>
    private static void CheckCustomSubresource(KindRow row, RequestInfo info)
    {
        var isKnown = (info.Subresource == "scale" && row.Scale is not null) || (info.Subresource == "status" && row.HasStatus);
        if (!isKnown)
        {
            throw ApiErrors.NotFound(row, info.Name ?? "");
        }

        if (info.Verb is not ("get" or "update" or "patch"))
        {
            throw ApiErrors.NotSupported(row, info.Verb);
        }
    }

    private ApiResponse Watch(Target target)
    {
        var spec = new WatchSpec
        {
            Row = target.Row,
            Namespace = target.Namespace,
            Options = ListOptions.Of(target.Query, target.Row, isWatch: true),
            Form = Negotiation.Choose(target.Request.Accept),
            Include = Reading.Include(target.Query),
        };
        return new ApiResponse { Status = 200, Body = new WatchBody(spec, Store, Watches, Clock, WatchBacklog) };
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The server failed on {Verb} {Path}")]
    private static partial void LogFault(ILogger logger, string verb, string path, Exception exception);
}
