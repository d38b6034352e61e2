using Hermes.Campaigns.Workloads;

namespace Hermes.Campaigns.Unobserved;

/// <summary>Shows the operator nothing while a window lasts.</summary>
internal sealed class Blindfold
{
    // Long enough for all that comes of a step: traffic that has to leave KEDA's interceptor takes longest.
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(150);

    private readonly WorkloadRun _run;
    private readonly HiddenWindow _window;
    private bool _isOn;
    private bool _isOver;

    public Blindfold(WorkloadRun run, HiddenWindow window)
    {
        (_run, _window) = (run, window);
        run.Changed = OnChange;
    }

    /// <summary>How many changes were not shown.</summary>
    public int Hidden { get; private set; }

    /// <summary>How many steps of the workload have been taken.</summary>
    public int StepsTaken { get; private set; }

    /// <summary>Takes the step in which the window begins, and the next one where it lasts through that.</summary>
    public void TakeSteps()
    {
        StepsTaken = _window.Step - 1;
        if (_window.First == 1)
        {
            PutOn();
        }

        TakeStep();
        if (_window.Length == HiddenWindow.ThroughNextStep)
        {
            TakeStep();
        }

        _isOver = true;
        TakeOff();
        _run.World.RunUntilQuiet();
    }

    private void TakeStep()
    {
        _run.TryTake(_run.Workload.Steps[StepsTaken++]);
        _run.World.RunFor(Rest);
    }

    private void OnChange(WorkloadChange change)
    {
        if (_isOn && (_window.Plural == HiddenWindow.All || _window.Plural == change.Plural) && ++Hidden == _window.Length)
        {
            TakeOff();
        }

        // The next change is the first that is not shown.
        if (!_isOver && change.Step == _window.Step && change.Place == _window.First - 1)
        {
            PutOn();
        }
    }

    private void PutOn()
    {
        _isOn = true;
        _run.World.Cluster.Store.Freeze(plural: _window.Plural == HiddenWindow.All ? null : _window.Plural);
    }

    private void TakeOff()
    {
        if (!_isOn)
        {
            return;
        }

        _isOn = false;
        var cluster = _run.World.Cluster;
        if (_window.Ending == WindowEnding.LastEvents)
        {
            cluster.Store.Thaw(condenses: true);
        }
        else
        {
            cluster.Store.Compact();
            cluster.Store.Thaw();
            cluster.Watches.CloseAll();
        }
    }
}
